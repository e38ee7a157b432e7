import { createHash } from 'node:crypto';
import { Cluster } from './Cluster';
import { KubeObject, Manifest, ownedBy } from './KubeObject';
import { at, PlayedStatus, tellStatus } from './playStatuses';
import { Pod, PodSpec } from './Pod';
import { overQuota } from './quotas';

interface ScaledSpec {
  replicas?: number;
  selector: object;
  template: Pick<Manifest, 'metadata'> & { spec: PodSpec };
}
type Scaled = KubeObject<ScaledSpec>;

/** The first letters of a hash, as Kubernetes appends them to names. */
export function shortHash(value: unknown, length: number): string {
  const hash = createHash('sha256').update(JSON.stringify(value));
  return hash.digest('hex').slice(0, length);
}

/** Whether `owner` is the controller of an object. */
export function owns({ metadata }: Manifest, object: Manifest): boolean {
  const [owner] = object.metadata.ownerReferences ?? [];
  return owner?.uid === metadata.uid;
}

/** Whether a pod serves. */
export function isReady({ status }: Pod): boolean {
  const conditions = at(status, 'conditions');
  const ready = (one: unknown) =>
    at(one, 'type') === 'Ready' && at(one, 'status') === 'True';
  return Array.isArray(conditions) && conditions.some(ready);
}

/** Plays the controllers of deployments and replica sets, and their part of the garbage collector. What becomes of a pod is written down. */
export async function reconcileWorkloads(
  cluster: Cluster,
  statuses: readonly PlayedStatus[],
): Promise<void> {
  const deployments = await cluster.list<Scaled>('apps/v1', 'Deployment');
  const sets = await cluster.list<Scaled>('apps/v1', 'ReplicaSet');
  const pods = await cluster.list<Pod>('v1', 'Pod');
  const lost = [
    ...sets.filter(set => !deployments.some(owner => owns(owner, set))),
    ...pods.filter(pod => !sets.some(owner => owns(owner, pod))),
  ].filter(
    ({ metadata }) => metadata.ownerReferences && !metadata.deletionTimestamp,
  );
  for (const object of lost) {
    await cluster.client.delete(object);
  }
  for (const deployment of deployments) {
    if (deployment.metadata.deletionTimestamp) {
      continue;
    }
    await rollOut(cluster, statuses, deployment, sets, pods);
  }
}

async function rollOut(
  cluster: Cluster,
  statuses: readonly PlayedStatus[],
  deployment: Scaled,
  sets: Scaled[],
  pods: Pod[],
) {
  const { replicas = 1, template } = deployment.spec;
  const own = sets.filter(set => owns(deployment, set));
  const wanted = replicaSet(deployment);
  const known = own.find(set => set.metadata.name === wanted.metadata.name);
  const set = known ?? ((await cluster.create(wanted)) as Scaled);
  const of = (parent: Manifest) =>
    pods.filter(pod => owns(parent, pod) && !pod.metadata.deletionTimestamp);
  const current = of(set);
  const past = own.filter(one => one !== set).flatMap(of);
  let failure = '';
  for (let i = 0; current.length < replicas && !failure; i++) {
    const name = `${set.metadata.name}-${shortHash([set.metadata.uid, i], 5)}`;
    if (current.some(pod => pod.metadata.name === name)) {
      continue;
    }
    const { labels, namespace } = wanted.metadata;
    const { annotations } = template.metadata;
    const metadata = { name, namespace, labels, annotations };
    const ownerReferences = ownedBy(set);
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { ...metadata, ownerReferences },
      spec: template.spec,
    };
    failure = await overQuota(cluster, pod);
    if (failure) {
      break;
    }
    const made = await cluster.create(pod).catch(({ message }) => message);
    if (typeof made === 'string') {
      failure = made;
    } else {
      current.push(made);
    }
  }
  const ready = Math.min(current.filter(isReady).length, replicas);
  const surplus = current.splice(replicas);
  // The old pods stay until the new ones serve.
  if (ready === replicas) {
    surplus.push(...past);
  }
  for (const pod of surplus) {
    await cluster.client.delete(pod);
  }
  if (set.spec.replicas !== replicas) {
    await cluster.patch(set, { spec: { replicas } });
  }
  const age = Date.now() - Date.parse(set.metadata.creationTimestamp ?? '');
  const late = age > 20_000 ? 'late' : 'progressing';
  const found = {
    state: ready === replicas ? 'ready' : late,
    failures: failure ? [failure] : [],
    set: set.metadata.name,
    all: current.length + past.length,
    updated: current.length,
    ready,
    missing: replicas - ready,
  };
  await tellStatus(cluster, statuses, deployment, found);
  await tellStatus(cluster, statuses, set, found);
}

function replicaSet(deployment: Scaled): Manifest {
  const { metadata, spec } = deployment;
  const { replicas = 1, selector, template } = spec;
  const hash = shortHash(template, 10);
  const labels = { ...template.metadata.labels, 'pod-template-hash': hash };
  const { namespace } = metadata;
  const name = `${metadata.name}-${hash}`;
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name, namespace, labels, ownerReferences: ownedBy(deployment) },
    spec: {
      replicas,
      selector: { ...selector, matchLabels: labels },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
}
