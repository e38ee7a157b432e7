/**
 * Whether a label or annotation is one that Groundwork, Pod Security or the sync of Argo CD goes by, which the platform's own
 * additions can't set: they would take an object out of the guard rails.
 */
export function isReservedMetadata(key: string, prefix: string): boolean {
  return (
    key.startsWith(`${prefix}/`) ||
    key === 'app.kubernetes.io/managed-by' ||
    key === 'kubernetes.io/metadata.name' ||
    key.startsWith('pod-security.kubernetes.io/') ||
    /^argocd\.argoproj\.io\/(hook|hook-delete-policy|sync-options|tracking-id|instance|managed-by.*)$/.test(
      key,
    )
  );
}
