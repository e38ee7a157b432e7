import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Cluster } from './Cluster';
import { KubeObject, Manifest, now, ownedBy } from './KubeObject';
import { at } from './playStatuses';
import { overQuota } from './quotas';

type Resources = Partial<Record<'requests' | 'limits', Record<string, string>>>;
interface Container {
  resources?: Resources;
  ports?: Array<{ name?: string; containerPort: number }>;
}
/** A pod, as far as it is played. */
export type Pod = KubeObject<
  { containers: Container[]; priorityClassName?: string },
  { podIP?: string; conditions?: Array<{ type: string; status: string }> }
>;
type Scaled = KubeObject<
  {
    replicas?: number;
    selector: object;
    template: Pick<Pod, 'metadata' | 'spec'>;
  },
  {
    conditions?: Array<{
      type: string;
      reason: string;
      lastTransitionTime: string;
    }>;
  }
>;
type Service = KubeObject<{
  selector?: Record<string, string>;
  ports?: Array<{
    name?: string;
    protocol?: string;
    port: number;
    targetPort?: number | string;
  }>;
}>;

const hash = (value: unknown) =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex');
const owns = ({ metadata: { uid } }: Manifest, { metadata }: Manifest) =>
  metadata.ownerReferences?.[0]?.uid === uid;
const isReady = ({ status }: Pod) =>
  Boolean(
    status?.conditions?.some(
      ({ type, status: is }) => type === 'Ready' && is === 'True',
    ),
  );

/** Plays the controllers of deployments, replica sets and endpoints, and the garbage collector. What becomes of a pod is written down. */
export async function reconcileWorkloads(cluster: Cluster): Promise<void> {
  const [deployments, sets] = await Promise.all(
    ['Deployment', 'ReplicaSet'].map(kind =>
      cluster.list<Scaled>('apps/v1', kind),
    ),
  );
  const pods = await cluster.list<Pod>('v1', 'Pod');
  const services = await cluster.list<Service>('v1', 'Service');
  const slices = await cluster.list<Slice>(
    'discovery.k8s.io/v1',
    'EndpointSlice',
  );
  const owners = {
    Deployment: deployments,
    ReplicaSet: sets,
    Service: services,
  };
  for (const child of [...sets, ...pods, ...slices]) {
    const [owner] = child.metadata.ownerReferences ?? [];
    const parents: Manifest[] | undefined = new Map(Object.entries(owners)).get(
      owner?.kind ?? '',
    );
    const lost = parents && !parents.some(parent => owns(parent, child));
    if (lost && !child.metadata.deletionTimestamp)
      await cluster.client.delete(child);
  }
  for (const deployment of deployments) {
    if (!deployment.metadata.deletionTimestamp)
      await rollOut(cluster, deployment, sets, pods);
  }
  for (const service of services) await publish(cluster, service, pods, slices);
}

async function rollOut(
  cluster: Cluster,
  deployment: Scaled,
  sets: Scaled[],
  pods: Pod[],
) {
  const {
    metadata: { name, namespace, generation },
    spec: { replicas = 1, selector, template },
  } = deployment;
  const revision = hash(template).slice(0, 10);
  const labels = { ...template.metadata.labels, 'pod-template-hash': revision };
  const metadata = { name: `${name}-${revision}`, namespace, labels };
  const own = sets.filter(set => owns(deployment, set));
  const wanted = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { ...metadata, ownerReferences: ownedBy(deployment) },
    spec: {
      replicas,
      selector: { ...selector, matchLabels: labels },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
  const set =
    own.find(one => one.metadata.name === metadata.name) ??
    (await cluster.create(wanted));
  const of = (parent: Manifest) =>
    pods.filter(pod => owns(parent, pod) && !pod.metadata.deletionTimestamp);
  const current = of(set);
  let failure = '';
  for (let i = 0; current.length < replicas && !failure; i++) {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        ...metadata,
        name: `${metadata.name}-${hash([set.metadata.uid, i]).slice(0, 5)}`,
        annotations: template.metadata.annotations,
        ownerReferences: ownedBy(set),
      },
      spec: template.spec,
    };
    if (current.some(one => one.metadata.name === pod.metadata.name)) continue;
    failure = await overQuota(cluster, pod);
    if (!failure)
      await cluster.create(pod).then(
        made => current.push(made as Pod),
        error => {
          failure = error.message;
        },
      );
  }
  const serving = current.filter(isReady).length;
  const ready = Math.min(serving, replicas);
  const past = own.filter(one => one !== set).flatMap(of);
  // The old pods stay until the new ones serve.
  for (const pod of [
    ...current.slice(replicas),
    ...(serving >= replicas ? past : []),
  ])
    await cluster.client.delete(pod);
  if (at(set, 'spec.replicas') !== replicas)
    await cluster.patch(set, { spec: { replicas } });
  const late =
    Date.now() - Date.parse(set.metadata.creationTimestamp ?? '') > 20_000;
  const counts = {
    replicas: current.length + past.length,
    updatedReplicas: current.length,
    readyReplicas: ready,
    availableReplicas: ready,
    unavailableReplicas: replicas - ready,
  };
  const reasons =
    ready === replicas
      ? ['MinimumReplicasAvailable', 'NewReplicaSetAvailable']
      : [
          'MinimumReplicasUnavailable',
          late ? 'ProgressDeadlineExceeded' : 'ReplicaSetUpdated',
        ];
  const condition = (
    type: string,
    status: boolean,
    reason: string,
    message: string,
  ) => {
    const old = deployment.status?.conditions?.find(
      one => one.type === type && one.reason === reason,
    );
    return {
      type,
      status: status ? 'True' : 'False',
      reason,
      message,
      lastTransitionTime: old?.lastTransitionTime ?? now(),
    };
  };
  const conditions = [
    condition(
      'Available',
      ready === replicas,
      reasons[0],
      `Deployment ${
        ready === replicas ? 'has' : 'does not have'
      } minimum availability.`,
    ),
    condition(
      'Progressing',
      ready === replicas || !late,
      reasons[1],
      `ReplicaSet "${metadata.name}" ${
        ready === replicas
          ? 'has successfully progressed'
          : late
          ? 'has timed out progressing'
          : 'is progressing'
      }.`,
    ),
    ...(failure
      ? [condition('ReplicaFailure', true, 'FailedCreate', failure)]
      : []),
  ];
  await cluster.writeStatus(deployment, {
    observedGeneration: generation,
    ...counts,
    conditions,
  });
  await cluster.writeStatus(set, {
    observedGeneration: set.metadata.generation,
    replicas: current.length,
    fullyLabeledReplicas: current.length,
    readyReplicas: ready,
    availableReplicas: ready,
  });
}

interface Slice extends Manifest, KubeObject {
  endpoints?: object[];
}

async function publish(
  cluster: Cluster,
  service: Service,
  pods: Pod[],
  slices: Slice[],
) {
  const {
    metadata: { name, namespace },
    spec: { selector, ports = [] },
  } = service;
  if (!selector || service.metadata.deletionTimestamp) return;
  const chosen = pods.filter(
    ({ metadata, status }) =>
      metadata.namespace === namespace &&
      status?.podIP &&
      Object.entries(selector).every(
        ([key, value]) => metadata.labels?.[key] === value,
      ),
  );
  const known = chosen.flatMap(pod =>
    pod.spec.containers.flatMap(container => container.ports ?? []),
  );
  const endpoints = chosen.map(pod => ({
    addresses: [pod.status?.podIP],
    conditions: {
      ready: isReady(pod),
      serving: isReady(pod),
      terminating: false,
    },
    targetRef: {
      kind: 'Pod',
      name: pod.metadata.name,
      namespace,
      uid: pod.metadata.uid,
    },
  }));
  const numbers = ports.flatMap(
    ({
      name: port = '',
      protocol = 'TCP',
      port: number,
      targetPort = number,
    }) => {
      const target =
        typeof targetPort === 'number'
          ? targetPort
          : known.find(one => one.name === targetPort)?.containerPort;
      return target ? [{ name: port, protocol, port: target }] : [];
    },
  );
  const labels = {
    'kubernetes.io/service-name': name,
    'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
  };
  const metadata = {
    name: `${name}-${hash(service.metadata.uid).slice(0, 5)}`,
    namespace,
    labels,
    ownerReferences: ownedBy(service),
  };
  const live = slices.find(
    slice =>
      slice.metadata.name === metadata.name &&
      slice.metadata.namespace === namespace,
  );
  if (!live)
    await cluster.create({
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata,
      addressType: 'IPv4',
      endpoints,
      ports: numbers,
    });
  else if (!isDeepStrictEqual(live.endpoints ?? [], endpoints))
    await cluster.patch(live, { endpoints, ports: numbers });
}
