import { type KubernetesObject, watchedKinds } from '@groundwork/engine';
import { customResourceDefinitions } from './customResourceDefinitions';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const groups = new Set(watchedKinds.map(({ group }) => group));

/**
 * An object without what nobody here reads and what makes up half of its size.
 * Items of a list carry neither apiVersion nor kind, so both are given.
 */
export function trimObject(
  object: KubernetesObject,
  apiVersion: string,
  kind: string,
): KubernetesObject {
  const { managedFields: _, annotations, ...metadata } = object.metadata;
  const { [LAST_APPLIED]: __, ...kept } = annotations ?? {};
  const trimmed = {
    ...object,
    apiVersion,
    kind,
    metadata: annotations ? { ...metadata, annotations: kept } : metadata,
  };
  return kind === customResourceDefinitions.kind
    ? withoutForeignSchema(trimmed)
    : trimmed;
}

/** An operator's own kinds may weigh megabytes, and nothing is ever rendered of them. */
function withoutForeignSchema(crd: KubernetesObject): KubernetesObject {
  const { spec } = crd;
  if (typeof spec !== 'object' || spec === null || !('group' in spec)) {
    return crd;
  }
  const { group, names } = spec as { group: unknown; names?: unknown };
  return typeof group === 'string' && groups.has(group)
    ? crd
    : { ...crd, spec: { group, names } };
}
