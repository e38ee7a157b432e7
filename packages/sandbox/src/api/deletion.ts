import { KubeObject, read, write } from './KubeObject';

export interface DeleteOptions {
  propagationPolicy?: string;
  preconditions?: { uid?: string; resourceVersion?: string };
}

export const ORPHAN = 'orphan';
export const FOREGROUND = 'foregroundDeletion';
export const CRD_CLEANUP = 'customresourcecleanup.apiextensions.k8s.io';

/** Whether nothing holds an object that is to go. */
export function isFinished({ kind, metadata, spec }: KubeObject): boolean {
  const held =
    kind === 'Namespace' ? (read(spec, 'finalizers') as string[]) : [];
  return [...(metadata.finalizers ?? []), ...(held ?? [])].length === 0;
}

/** The object as a request to delete it leaves it. */
export function deletion(
  object: KubeObject,
  options: DeleteOptions,
  now: string,
): KubeObject {
  const { kind, metadata } = object;
  const { propagationPolicy: policy } = options;
  const { finalizers: old = [], deletionTimestamp = now } = metadata;
  const finalizers = old.filter(
    word => !policy || ![ORPHAN, FOREGROUND].includes(word),
  );
  const first = !metadata.deletionTimestamp;
  if (policy === 'Orphan' || policy === 'Foreground') {
    finalizers.push(policy === 'Orphan' ? ORPHAN : FOREGROUND);
  }
  if (kind === 'CustomResourceDefinition' && first) {
    finalizers.push(CRD_CLEANUP);
  }
  const marked = {
    ...object,
    metadata: {
      ...metadata,
      ...(finalizers.length > 0 ? { finalizers } : {}),
      ...(first && metadata.generation
        ? { generation: metadata.generation + 1 }
        : {}),
      deletionTimestamp,
      deletionGracePeriodSeconds: 0,
    },
  };
  return kind === 'Namespace'
    ? write(marked, 'status.phase', 'Terminating')
    : marked;
}
