import { KubernetesObject } from '../../model';
import { commonAnnotations, commonLabels } from '../../names';
import { grantedPorts } from './grantedPorts';
import { isReportOnly, TenantTarget } from './TenantTarget';
import { tenantDomains } from '../../manifests/tenantDomains';

/**
 * The tenant's namespace: who owns it, and what Pod Security admits, each mode with its version,
 * since what `latest` means changes with every upgrade of the cluster.
 *
 * Argo CD never prunes nor deletes it. While the tenant drains, a person may confirm that it does.
 */
export function namespaceObject(target: TenantTarget): KubernetesObject {
  const { environment, request, labelKeys } = target;
  const { level, version } = environment.podSecurity;
  const given = Object.hasOwn(request.spec.namespaceMetadata, environment.name)
    ? request.spec.namespaceMetadata[environment.name]
    : undefined;
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: target.namespace,
      labels: {
        ...given?.labels,
        ...environment.namespaceLabels,
        ...commonLabels(
          target.platform,
          target.tenant,
          environment.name,
          'platform',
        ),
        // Who is only reported on keeps the level that was there: it is neither held to ours, nor let off its own.
        ...(isReportOnly(target)
          ? {}
          : {
              'pod-security.kubernetes.io/enforce': level,
              'pod-security.kubernetes.io/enforce-version': version,
            }),
        'pod-security.kubernetes.io/audit': 'restricted',
        'pod-security.kubernetes.io/audit-version': version,
        'pod-security.kubernetes.io/warn': 'restricted',
        'pod-security.kubernetes.io/warn-version': version,
      },
      annotations: {
        ...given?.annotations,
        ...commonAnnotations(target.platform),
        'argocd.argoproj.io/sync-options': target.draining
          ? 'Prune=confirm,Delete=confirm'
          : 'Prune=false,Delete=false',
        'argocd.argoproj.io/sync-wave': '-10',
        [labelKeys.owner]: request.spec.owner,
        [labelKeys.tier]: request.spec.tier,
        [labelKeys.domains]: tenantDomains(request, environment).join(','),
        [labelKeys.ports]: grantedPorts(request, environment).join(','),
        ...nodePlacement(target),
      },
    },
  };
}

/** Read by the admission plugin PodNodeSelector, which the platform turns on where its tiers name nodes. */
function nodePlacement(target: TenantTarget): Record<string, string> {
  const labels = Object.entries(target.tier.nodeSelector);
  return labels.length === 0 || isReportOnly(target)
    ? {}
    : {
        'scheduler.alpha.kubernetes.io/node-selector': labels
          .map(([key, value]) => `${key}=${value}`)
          .join(','),
      };
}
