import { Snapshot, lastValue } from '../../model';
import { ClusterView } from '../../snapshot/clusterView';
import { podsByWorkload } from './podsOfWorkload';

/**
 * An object by kind and name, in a namespace that is known.
 *
 * @public
 */
export interface NamedObject {
  kind: string;
  name: string;
}

/**
 * Tells for which workload of a namespace an object runs, as far as the cluster's pods tell: pods by their owners, ReplicaSets by the
 * name that their Deployment or Rollout gives them. Undefined of a workload itself, and of what runs for none.
 *
 * @public
 */
export function workloadFinder(
  snapshot: Snapshot,
  cluster: string,
  namespace: string,
): (object: NamedObject) => NamedObject | undefined {
  const view = new ClusterView(snapshot, cluster);
  const ofPod = new Map<string, NamedObject>();
  for (const [key, pods] of podsByWorkload(namespace, view)) {
    const slash = key.indexOf('/');
    const [kind] = key.slice(0, slash).split('.');
    const workload = { kind, name: key.slice(slash + 1) };
    pods.forEach(({ metadata }) => ofPod.set(metadata.name, workload));
  }
  const replicated = [
    { group: 'apps', kind: 'Deployment' },
    { group: 'argoproj.io', kind: 'Rollout' },
  ].flatMap(kind =>
    (lastValue(view.list(kind, namespace)) ?? []).map(({ metadata }) => ({
      kind: kind.kind,
      name: metadata.name,
    })),
  );
  return ({ kind, name }) => {
    const found =
      kind === 'Pod'
        ? ofPod.get(name)
        : replicated.find(
            each =>
              kind === 'ReplicaSet' &&
              name.startsWith(`${each.name}-`) &&
              // The letters that hashes of templates are written with.
              /^[bcdfghjklmnpqrstvwxz2456789]+$/.test(
                name.slice(each.name.length + 1),
              ),
          );
    return found?.kind === kind && found.name === name ? undefined : found;
  };
}
