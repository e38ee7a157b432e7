import { Cluster } from './Cluster';
import { KubeObject } from './KubeObject';
import { isObject } from './mergePatch';
import { StatusData } from './StatusData';

/** A condition before it is written: time and generation are filled in then. */
export interface Condition {
  type: string;
  status: string;
  reason: string;
  message: string;
  lastTransitionTime?: string;
}

/** A condition in one line. */
export function condition(
  type: string,
  status: boolean,
  reason: string,
  message: string,
): Condition {
  return { type, status: status ? 'True' : 'False', reason, message };
}

/** Writes an object's status: the one written down for it in the estate, else `status`; conditions get their times. */
export async function report(
  cluster: Cluster,
  data: StatusData,
  object: KubeObject,
  status: object,
): Promise<void> {
  const { name, namespace } = object.metadata;
  const written = data.statuses.find(
    item =>
      item.kind === object.kind &&
      item.name === name &&
      item.namespace === namespace &&
      item.cluster === cluster.name,
  );
  const next = dated(written?.status ?? status, object.status, object);
  await cluster.writeStatus(object, next as object).catch(() => {});
}

function dated(value: unknown, old: unknown, of: KubeObject): unknown {
  if (Array.isArray(value)) {
    return value.map((item, i) =>
      dated(item, Array.isArray(old) ? old[i] : 0, of),
    );
  }
  if (!isObject(value)) return value;
  const before = isObject(old) ? old : {};
  const entries = Object.entries(value).map(([k, v]) => [
    k,
    dated(v, before[k], of),
  ]);
  const result = Object.fromEntries(entries);
  if (!('reason' in value && 'type' in value && 'status' in value))
    return result;
  const same = before.type === value.type && before.status === value.status;
  const time = same
    ? before.lastTransitionTime
    : new Date().toISOString().replace(/\.\d+/, '');
  // The kinds of apps/v1 and core have no generation in their conditions.
  const generation = of.apiVersion.includes('.') && {
    observedGeneration: of.metadata.generation,
  };
  return { ...generation, lastTransitionTime: time, ...result };
}
