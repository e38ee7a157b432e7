import type { KubernetesObject } from '@groundwork/engine';

/** Names the Application that an object is of, where Argo CD tracks by annotation. */
export const TRACKING = 'argocd.argoproj.io/tracking-id';
const INSTANCE = 'app.kubernetes.io/instance';

/** By the marks that Argo CD leaves; what a controller made of such an object may have inherited its labels. */
export function isFromGit({ metadata }: KubernetesObject): boolean {
  return (
    metadata.annotations?.[TRACKING] !== undefined ||
    (metadata.labels?.[INSTANCE] !== undefined &&
      (metadata.ownerReferences ?? []).length === 0)
  );
}
