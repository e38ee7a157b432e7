import type { KubernetesObject } from '@groundwork/engine';
import { digest, time, uid } from './noise';

/** An Application of Argo CD with what it tells of each of its objects, of the last sync and of those before. */
export function realApplication(options: {
  tenant: string;
  environment: string;
  cluster: string;
  labels: Record<string, string>;
  objects: readonly KubernetesObject[];
  history: number;
}): KubernetesObject {
  const { tenant, environment, cluster, labels, objects, history } = options;
  const name = `${tenant}-${environment}`;
  const repoURL = 'https://git.example.com/acme/estate.git';
  const source = {
    path: `tenants/${tenant}/${environment}`,
    repoURL,
    targetRevision: 'main',
  };
  const destination = { name: cluster, namespace: tenant };
  const revision = digest(name).slice(0, 40);
  const resources = objects.map(({ apiVersion, kind, metadata }) => {
    const [version, group] = apiVersion.split('/').reverse();
    return {
      ...(group === undefined ? {} : { group }),
      kind,
      name: metadata.name,
      namespace: tenant,
      version,
    };
  });
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      creationTimestamp: time(name),
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
      generation: 4211,
      labels,
      name,
      namespace: 'argocd',
      uid: uid(name),
    },
    spec: {
      destination,
      project: name,
      source,
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        retry: {
          backoff: { duration: '5s', factor: 2, maxDuration: '3m' },
          limit: 5,
        },
        syncOptions: ['CreateNamespace=false', 'ServerSideApply=true'],
      },
    },
    status: {
      controllerNamespace: 'argocd',
      health: { lastTransitionTime: time(`${name} health`), status: 'Healthy' },
      history: Array.from({ length: history }, (_, i) => ({
        deployStartedAt: time(`${name} ${i}`),
        deployedAt: time(`${name} ${i}.`),
        id: i,
        initiatedBy: { automated: true },
        revision: digest(`${name} ${i}`).slice(0, 40),
        source,
      })),
      operationState: {
        finishedAt: time(`${name} finished`),
        message: 'successfully synced (all tasks run)',
        operation: {
          initiatedBy: { automated: true },
          retry: { limit: 5 },
          sync: { prune: true, revision },
        },
        phase: 'Succeeded',
        startedAt: time(`${name} started`),
        syncResult: {
          resources: resources.map(each => ({
            ...each,
            hookPhase: 'Running',
            message: `${each.kind.toLowerCase()}/${
              each.name
            } serverside-applied`,
            status: 'Synced',
            syncPhase: 'Sync',
          })),
          revision,
          source,
        },
      },
      reconciledAt: time(`${name} reconciled`),
      resources: resources.map(each => ({
        ...each,
        ...(/Deployment|Service/.test(each.kind)
          ? { health: { status: 'Healthy' } }
          : {}),
        status: 'Synced',
      })),
      sourceHydrator: {},
      sourceType: 'Kustomize',
      summary: {
        externalURLs: [`https://${tenant}.${environment}.example.com/`],
        images: [`registry.example.com/${tenant}/web:1.7.0`],
      },
      sync: {
        comparedTo: { destination, source },
        revision,
        status: 'Synced',
      },
    },
  };
}
