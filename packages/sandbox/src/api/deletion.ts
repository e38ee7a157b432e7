import { KubeObject, read, write } from './KubeObject';
import { Resource } from './Resource';

export interface DeleteOptions {
  propagationPolicy?: string;
  preconditions?: { uid?: string; resourceVersion?: string };
}

export const ORPHAN = 'orphan';
export const FOREGROUND = 'foregroundDeletion';
export const CRD_CLEANUP = 'customresourcecleanup.apiextensions.k8s.io';

/** Whether nothing holds an object that is to go. */
export function isFinished(resource: Resource, object: KubeObject): boolean {
  const held = read(object, 'spec.finalizers');
  return (
    (object.metadata.finalizers ?? []).length === 0 &&
    !(resource.kind === 'Namespace' && Array.isArray(held) && held.length > 0)
  );
}

/** The object as a request to delete it leaves it. */
export function deletion(
  resource: Resource,
  object: KubeObject,
  options: DeleteOptions,
  now: string,
): KubeObject {
  const { metadata } = object;
  const policy = options.propagationPolicy;
  const keep = (metadata.finalizers ?? []).filter(
    name => !policy || ![ORPHAN, FOREGROUND].includes(name),
  );
  const word = { Orphan: ORPHAN, Foreground: FOREGROUND }[policy ?? ''];
  const finalizers = new Set(word ? [...keep, word] : keep);
  if (resource.kind === 'CustomResourceDefinition') {
    finalizers.add(CRD_CLEANUP);
  }
  const { generation } = metadata;
  const first = !metadata.deletionTimestamp;
  const marked: KubeObject = {
    ...object,
    metadata: {
      ...metadata,
      ...(finalizers.size > 0 || metadata.finalizers
        ? { finalizers: [...finalizers] }
        : {}),
      ...(first && generation ? { generation: generation + 1 } : {}),
      deletionTimestamp: metadata.deletionTimestamp ?? now,
      deletionGracePeriodSeconds: 0,
    },
  };
  return resource.kind === 'Namespace'
    ? write(marked, 'status.phase', 'Terminating')
    : marked;
}
