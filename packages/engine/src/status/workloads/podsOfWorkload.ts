import { KubernetesObject, groupOf } from '../../model';
import { textOf } from '../../model/fields';
import { ClusterView } from '../../snapshot/clusterView';
import { Known, isKnown, lastValue } from '../../model';

/** Groups of Kubernetes' own workloads, now and long ago; of what does not tell its group it is taken that it is one of these. */
const groups = ['', 'apps', 'batch', 'extensions'];

/** Kinds that others call theirs alike: Volcano has Jobs, OpenKruise StatefulSets and DaemonSets. */
const common = ['DaemonSet', 'Deployment', 'Job', 'ReplicaSet', 'StatefulSet'];

/**
 * Pods of a namespace by the workload that they run for, as `Kind/name`, and `Kind.group/name` where another group has a kind of the same
 * name as Kubernetes; those that nobody keeps stand for themselves.
 */
export function podsByWorkload(
  namespace: string,
  view: ClusterView,
): Map<string, KubernetesObject[]> {
  const found = new Map<string, KubernetesObject[]>();
  const jobs = lastValue(view.list({ group: 'batch', kind: 'Job' }, namespace));
  const cronOf = new Map(
    (jobs ?? []).flatMap(job => {
      const owner = controllerOf(job);
      return owner?.kind === 'CronJob'
        ? [[job.metadata.name, owner.name] as const]
        : [];
    }),
  );
  const pods = lastValue(view.list({ group: '', kind: 'Pod' }, namespace));
  // Snapshots list in no order, and of several troubles the first is told.
  const sorted = [...(pods ?? [])].sort((a, b) =>
    a.metadata.name < b.metadata.name ? -1 : 1,
  );
  for (const pod of sorted) {
    const key = workloadOf(pod, cronOf);
    const same = found.get(key);
    if (same) {
      same.push(pod);
    } else {
      found.set(key, [pod]);
    }
  }
  return found;
}

/** Why the pods of a namespace are not known; undefined where they are. */
export function whyPodsUnknown(
  namespace: string,
  view: ClusterView,
): Exclude<Known<unknown>, { value: unknown }> | undefined {
  const known = view.list({ group: '', kind: 'Pod' }, namespace);
  return isKnown(known) ? undefined : known;
}

export function controllerOf({ metadata }: KubernetesObject) {
  return metadata.ownerReferences?.find(({ controller }) => controller);
}

function workloadOf(
  pod: KubernetesObject,
  cronOf: ReadonlyMap<string, string>,
): string {
  const owner = controllerOf(pod);
  if (!owner) {
    return `Pod/${pod.metadata.name}`;
  }
  const group = groupOf(textOf(owner.apiVersion) ?? '');
  if (common.includes(owner.kind) && !groups.includes(group)) {
    return `${owner.kind}.${group}/${owner.name}`;
  }
  if (owner.kind === 'Job' && cronOf.has(owner.name)) {
    return `CronJob/${cronOf.get(owner.name)}`;
  }
  if (owner.kind !== 'ReplicaSet') {
    return `${owner.kind}/${owner.name}`;
  }
  // ReplicaSets are not read: what made one is in its name, which ends in the hash of the template.
  const { labels = {} } = pod.metadata;
  const rolled = labels['rollouts-pod-template-hash'];
  const hash = rolled ?? labels['pod-template-hash'];
  const kind = rolled === undefined ? 'Deployment' : 'Rollout';
  return hash !== undefined && owner.name.endsWith(`-${hash}`)
    ? `${kind}/${owner.name.slice(0, -hash.length - 1)}`
    : `ReplicaSet/${owner.name}`;
}
