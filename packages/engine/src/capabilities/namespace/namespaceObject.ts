import { KubernetesObject } from '../../model';
import { commonAnnotations, commonLabels } from '../../names';
import { RenderContext, RenderTarget } from '../../render/RenderContext';
import { TenantRequest } from './request';
import { tenantDomains } from './tenantDomains';

/** Argo CD never prunes nor deletes the object; it is created before all others. */
const kept = {
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
  'argocd.argoproj.io/sync-wave': '-10',
};

/**
 * The tenant's namespace: who owns it, and what Pod Security admits, each mode with its version,
 * since `latest` changes under a tenant's feet.
 */
export function namespaceObject(
  request: TenantRequest,
  { environment, namespace }: RenderTarget,
  { platform, words }: RenderContext,
): KubernetesObject {
  const { level, version } = environment.podSecurity;
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: namespace,
      labels: {
        ...environment.namespaceLabels,
        ...commonLabels(
          platform,
          request.metadata.name,
          environment.name,
          'platform',
        ),
        'pod-security.kubernetes.io/enforce': level,
        'pod-security.kubernetes.io/enforce-version': version,
        'pod-security.kubernetes.io/audit': 'restricted',
        'pod-security.kubernetes.io/audit-version': version,
        'pod-security.kubernetes.io/warn': 'restricted',
        'pod-security.kubernetes.io/warn-version': version,
      },
      annotations: {
        ...commonAnnotations(platform),
        ...kept,
        [words.owner]: request.spec.owner,
        [words.tier]: request.spec.tier,
        [words.domains]: tenantDomains(request, environment).join(','),
      },
    },
  };
}
