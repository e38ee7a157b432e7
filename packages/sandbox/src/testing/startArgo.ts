import { Application } from '../controllers/argo/Application';
import { KubeObject } from '../controllers/KubeObject';
import { eventually, startWorld } from './startWorld';

const api = 'argoproj.io/v1alpha1';

/** A ConfigMap with one value, as a manifest. */
export const map = (name: string, value: string, namespace = 'team') => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  data: { value },
});

/** A hub with the controller and a spoke, with the projects `open` and `team`: what tests of the controller share. */
export async function startArgo() {
  const world = await startWorld(['hub', 'spoke']);
  for (const name of ['argocd', 'team']) {
    for (const cluster of ['hub', 'spoke']) {
      await world
        .client(cluster)
        .create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    }
  }
  await world.serve('hub', 'spoke');
  await world.serve('hub', 'gone', 'https://127.0.0.1:1');

  function project(name: string, spec: object) {
    return world.client('hub').create({
      apiVersion: api,
      kind: 'AppProject',
      metadata: { name, namespace: 'argocd' },
      spec: { sourceRepos: [world.repoURL], ...spec },
    } as KubeObject);
  }
  await project('open', {
    destinations: [{ name: '*', namespace: '*' }],
    clusterResourceWhitelist: [{ group: '*', kind: '*' }],
  });
  await project('team', {
    destinations: [{ name: 'spoke', namespace: 'team' }],
    clusterResourceWhitelist: [],
    namespaceResourceWhitelist: [{ group: '', kind: 'ConfigMap' }],
  });
  world.run('hub', ['argocd']);

  const hub = () => world.client('hub');
  function app(
    name: string,
    spec: Partial<Application['spec']> = {},
    more: Partial<Application['metadata']> = {},
  ) {
    return {
      apiVersion: api,
      kind: 'Application',
      metadata: { name, namespace: 'argocd', ...more },
      spec: {
        project: 'open',
        source: { repoURL: world.repoURL, path: name, targetRevision: 'main' },
        destination: { name: 'spoke', namespace: 'team' },
        syncPolicy: { automated: { prune: true, selfHeal: true } },
        ...spec,
      },
    };
  }
  const live = async (name: string) =>
    (await hub().get(app(name))) as Application | undefined;
  const until = (
    name: string,
    good: (status: NonNullable<Application['status']>) => boolean,
  ) =>
    eventually(
      () => live(name),
      found => Boolean(found?.status && good(found.status)),
    );
  const synced = (name: string, revision?: string) =>
    until(
      name,
      ({ sync, health, operationState }) =>
        sync?.status === 'Synced' &&
        health?.status === 'Healthy' &&
        operationState?.phase === 'Succeeded' &&
        (!revision || sync.revision === revision),
    );
  const onSpoke = (name: string) =>
    world.client('spoke').get(map(name, '')) as Promise<
      (KubeObject & { data: object }) | undefined
    >;
  return { world, project, app, hub, live, until, synced, onSpoke };
}
