import {
  groupOf,
  type KubernetesObject,
  lastValue,
  type SnapshotIndex,
  type Unknown,
} from '@groundwork/engine';
import type { KindId } from './Unreadable';

/** No object is called so: a question for it is answered as any other of its kind, and none is looked at. */
export const NOTHING = { namespace: 'none', name: 'none' };

/** Whether all objects of a kind are known, or once were. */
export function wasKnown(
  index: SnapshotIndex,
  cluster: string,
  id: KindId,
): boolean {
  return lastValue(index.list({ cluster, ...id, ...NOTHING })) !== undefined;
}

/** Why nothing is known of a cluster, or of a kind of it. */
export function unknownOf(
  cluster: string,
  { unknown, message }: { unknown: Unknown; message: string },
) {
  return { unknown, message, source: `cluster ${cluster}` };
}

export function idOfKind({ apiVersion, kind }: KubernetesObject): KindId {
  return { group: groupOf(apiVersion), kind };
}
