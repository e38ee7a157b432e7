import type { KubernetesObject } from '@groundwork/engine';
import type { KindId } from './Unreadable';

/**
 * Something changed: one object, everything that is known of a kind, or everything that is known of a cluster.
 */
export interface LiveChange {
  cluster: string;
  kind?: KindId;
  object?: KubernetesObject;
  /** What the object was before; absent where it came or went. */
  before?: KubernetesObject;
}
