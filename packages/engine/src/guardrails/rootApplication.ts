import { expandTemplate } from '../names';
import { Environment, Platform, repositoryOf } from '../platform';
import { inCluster } from './instances';
import { platformProject } from './projectObject';

/** The parts of a directory of the platform tree, by where they go. */
export type Part = 'cluster' | 'argocd';

/**
 * The spec of an Application of the platform tree: what is in Git is what is there, and nothing is emptied because a directory is.
 */
export function rootApplicationSpec(
  platform: Platform,
  environment: Environment,
  part: Part,
  directory: { path: string; owner: string },
): Record<string, unknown> {
  const { argocd, name } = environment;
  const { url, branch } = repositoryOf(platform, environment, 'platform');
  return {
    project: platformProject,
    source: { repoURL: url, targetRevision: branch, path: directory.path },
    destination:
      part === 'argocd'
        ? { server: inCluster, namespace: argocd.namespace }
        : {
            ...argocd.destination,
            namespace: expandTemplate(platform.naming.namespace, {
              tenant: directory.owner,
              environment: name,
            }),
          },
    syncPolicy: {
      automated: { prune: true, selfHeal: true },
      syncOptions: ['CreateNamespace=false', 'FailOnSharedResource=true'],
      retry: {
        limit: 5,
        backoff: { duration: '5s', factor: 2, maxDuration: '3m' },
      },
    },
  };
}
