import { KubernetesObject } from '../../model';
import { pausedAnnotation } from '../../manifests/pausedAnnotation';
import { tenantDirectory } from '../../request/paths';
import { type DeliveryTarget, repositoryOf } from '../../platform';
import { projectName } from './checkTenantName';
import { confirmedDelete, platformMeta } from './TenantTarget';

/**
 * The Application that syncs the team's own directory. It prunes and heals, and never empties a namespace
 * because a directory turned out empty (`allowEmpty` stays off). A tenant that drains has it pruned; where its whole directory of
 * the platform tree goes by mistake, deleting it waits for a confirmation.
 */
export function applicationObject(target: DeliveryTarget): KubernetesObject {
  const { environment, platform } = target;
  const project = projectName(target.tenant, environment.name);
  const { url, branch } = repositoryOf(
    platform,
    environment,
    'tenants',
    target.tenant,
  );
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      ...platformMeta(target, project, {
        namespace: environment.argocd.namespace,
        annotations: {
          ...confirmedDelete,
          ...pausedAnnotation(platform, target.selfHealPausedUntil),
        },
      }),
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    },
    spec: {
      project,
      source: {
        repoURL: url,
        targetRevision: branch,
        path: tenantDirectory(target.tenant, environment.name, platform.layout),
      },
      destination: {
        ...environment.argocd.destination,
        namespace: target.namespace,
      },
      syncPolicy: {
        automated: {
          prune: true,
          selfHeal: target.selfHealPausedUntil === undefined,
        },
        syncOptions: [
          'CreateNamespace=false',
          'FailOnSharedResource=true',
          'PruneLast=true',
        ],
        retry: {
          limit: 5,
          backoff: { duration: '5s', factor: 2, maxDuration: '3m' },
        },
      },
    },
  };
}
