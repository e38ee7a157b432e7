import type { KubernetesObject } from '@groundwork/engine';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

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
  if (!annotations) {
    return { ...object, apiVersion, kind, metadata };
  }
  const { [LAST_APPLIED]: __, ...kept } = annotations;
  return {
    ...object,
    apiVersion,
    kind,
    metadata: { ...metadata, annotations: kept },
  };
}
