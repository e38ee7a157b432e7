import { createHash } from 'node:crypto';
import { Cluster } from './Cluster';
import { condition, report } from './Conditions';
import { KubeObject, ownedBy } from './KubeObject';
import { overQuota } from './quota';
import { StatusData } from './StatusData';

interface Container {
  name: string;
  image: string;
  ports?: Array<{ name?: string; containerPort: number }>;
  resources?: {
    requests?: Record<string, string>;
    limits?: Record<string, string>;
  };
}
/** A pod, as far as it is played. */
export interface Pod extends KubeObject {
  spec: { containers: Container[]; priorityClassName?: string };
  status?: {
    phase?: string;
    podIP?: string;
    conditions?: Array<{ type: string; status: string }>;
  };
}
interface Scaled extends KubeObject {
  spec: {
    replicas?: number;
    selector: object;
    template: { metadata?: KubeObject['metadata']; spec: Pod['spec'] };
  };
}
interface Service extends KubeObject {
  spec: {
    selector?: Record<string, string>;
    ports?: Array<{
      name?: string;
      protocol?: string;
      port: number;
      targetPort?: number | string;
    }>;
  };
}

const hash = (value: unknown, length: number) =>
  createHash('sha256')
    .update(JSON.stringify(value))
    .digest('hex')
    .slice(0, length);
const owner = (object: KubeObject) =>
  object.metadata.ownerReferences?.[0] as
    | { uid: string; kind: string }
    | undefined;
const isReady = ({ status }: Pod) =>
  Boolean(
    status?.conditions?.some(
      ({ type, status: is }) => type === 'Ready' && is === 'True',
    ),
  );
const now = () => new Date().toISOString().replace(/\.\d+/, '');

/** Plays deployments, replica sets, pods and endpoints: an image is there after a second, or never if the estate says so. */
export async function reconcileWorkloads(
  cluster: Cluster,
  data: StatusData,
): Promise<void> {
  const [deployments, sets] = await Promise.all(
    ['Deployment', 'ReplicaSet'].map(kind =>
      cluster.list<Scaled>('apps/v1', kind),
    ),
  );
  const pods = await cluster.list<Pod>('v1', 'Pod');
  // What Kubernetes' garbage collector would do; where it runs, this finds nothing.
  for (const [children, owners, kind] of [
    [sets, deployments, 'Deployment'],
    [pods, sets, 'ReplicaSet'],
  ] as const) {
    const lost = children.filter(
      child =>
        owner(child)?.kind === kind &&
        !child.metadata.deletionTimestamp &&
        !owners.some(({ metadata }) => metadata.uid === owner(child)?.uid),
    );
    for (const child of lost) await cluster.client.delete(child);
  }
  for (const deployment of deployments.filter(
    ({ metadata }) => !metadata.deletionTimestamp,
  )) {
    await rollOut(cluster, data, deployment, sets, pods);
  }
  for (const pod of pods)
    if (!pod.metadata.deletionTimestamp)
      await report(cluster, data, pod, podStatus(pod, data));
  await reconcileEndpoints(cluster, pods);
}

async function rollOut(
  cluster: Cluster,
  data: StatusData,
  deployment: Scaled,
  sets: Scaled[],
  pods: Pod[],
) {
  const {
    metadata: { name, namespace, generation },
    spec: { replicas = 1, selector, template },
  } = deployment;
  const revision = hash(template, 10);
  const labels = {
    ...template.metadata?.labels,
    'pod-template-hash': revision,
  };
  const own = sets.filter(set => owner(set)?.uid === deployment.metadata.uid);
  const set =
    own.find(({ metadata }) => metadata.name === `${name}-${revision}`) ??
    ((await cluster.create({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: `${name}-${revision}`,
        namespace,
        labels,
        ownerReferences: [ownedBy(deployment)],
      },
      spec: {
        replicas,
        selector: { ...selector, matchLabels: labels },
        template: { ...template, metadata: { ...template.metadata, labels } },
      },
    })) as Scaled);
  const of = (parent: KubeObject) =>
    pods.filter(
      pod =>
        owner(pod)?.uid === parent.metadata.uid &&
        !pod.metadata.deletionTimestamp,
    );
  const current = of(set);
  let failure = '';
  for (let i = 0; current.length < replicas && !failure && i < 1000; i++) {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: `${set.metadata.name}-${hash([set.metadata.uid, i], 5)}`,
        namespace,
        labels,
        annotations: template.metadata?.annotations,
        ownerReferences: [ownedBy(set)],
      },
      spec: template.spec,
    };
    if (current.some(({ metadata }) => metadata.name === pod.metadata.name))
      continue;
    failure = (await overQuota(cluster, pod)) ?? '';
    if (!failure)
      await cluster.create(pod).then(
        made => current.push(made as Pod),
        error => {
          failure = error.message;
        },
      );
  }
  const old = own.filter(other => other !== set);
  const surplus = current.slice(replicas);
  // The old pods stay until the new ones serve.
  if (current.filter(isReady).length >= replicas)
    surplus.push(...old.flatMap(of));
  for (const pod of surplus) await cluster.client.delete(pod);
  if (set.spec.replicas !== replicas)
    await cluster.patch(set, { spec: { replicas } });
  const ready = current.slice(0, replicas).filter(isReady).length;
  const all = current.length + old.flatMap(of).length;
  const stuck =
    ready < replicas &&
    Date.now() - Date.parse(set.metadata.creationTimestamp ?? '') > 20_000;
  const counts = {
    replicas: all,
    updatedReplicas: current.length,
    readyReplicas: ready,
    availableReplicas: ready,
    unavailableReplicas: replicas - ready,
  };
  const progress = stuck
    ? condition(
        'Progressing',
        false,
        'ProgressDeadlineExceeded',
        `ReplicaSet "${set.metadata.name}" has timed out progressing.`,
      )
    : condition(
        'Progressing',
        true,
        ready < replicas ? 'ReplicaSetUpdated' : 'NewReplicaSetAvailable',
        `ReplicaSet "${set.metadata.name}" ${
          ready < replicas ? 'is progressing' : 'has successfully progressed'
        }.`,
      );
  const available =
    ready < replicas
      ? condition(
          'Available',
          false,
          'MinimumReplicasUnavailable',
          'Deployment does not have minimum availability.',
        )
      : condition(
          'Available',
          true,
          'MinimumReplicasAvailable',
          'Deployment has minimum availability.',
        );
  await report(cluster, data, deployment, {
    observedGeneration: generation,
    ...counts,
    conditions: [
      available,
      progress,
      ...(failure
        ? [condition('ReplicaFailure', true, 'FailedCreate', failure)]
        : []),
    ],
  });
  await report(cluster, data, set, {
    observedGeneration: set.metadata.generation,
    replicas: current.length,
    fullyLabeledReplicas: current.length,
    readyReplicas: ready,
    availableReplicas: ready,
  });
}

function podStatus(pod: Pod, data: StatusData): object {
  const started = pod.metadata.creationTimestamp ?? now();
  if (Date.now() - Date.parse(started) < 1000)
    return { ...pod.status, phase: 'Pending' };
  const { containers } = pod.spec;
  const missing = containers.filter(({ image }) =>
    data.missingImages.includes(image),
  );
  const ready = !missing.length;
  const octets = parseInt(hash(pod.metadata.uid, 4), 16);
  return {
    phase: ready ? 'Running' : 'Pending',
    startTime: started,
    podIP: `10.244.${octets >> 8}.${octets & 255}`,
    podIPs: [{ ip: `10.244.${octets >> 8}.${octets & 255}` }],
    conditions: ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'].map(
      (type, i) => ({
        type,
        status: ready || i < 2 ? 'True' : 'False',
        lastTransitionTime: started,
        ...(!ready &&
          i > 1 && {
            reason: 'ContainersNotReady',
            message: `containers with unready status: [${missing
              .map(({ name }) => name)
              .join(' ')}]`,
          }),
      }),
    ),
    containerStatuses: containers.map(container => {
      const { name, image } = container;
      const up = !missing.includes(container);
      const state = up
        ? { running: { startedAt: started } }
        : {
            waiting: {
              reason: 'ImagePullBackOff',
              message: `Back-off pulling image "${image}": ErrImagePull: failed to pull and unpack image "${image}": not found`,
            },
          };
      return {
        name,
        image,
        imageID: '',
        ready: up,
        started: up,
        restartCount: 0,
        state,
      };
    }),
  };
}

async function reconcileEndpoints(cluster: Cluster, pods: Pod[]) {
  const slices = await cluster.list<KubeObject & { endpoints?: object[] }>(
    'discovery.k8s.io/v1',
    'EndpointSlice',
  );
  const services = await cluster.list<Service>('v1', 'Service');
  for (const service of services) {
    const { name, namespace } = service.metadata;
    const { selector, ports = [] } = service.spec;
    if (!selector || service.metadata.deletionTimestamp) continue;
    const chosen = pods.filter(
      ({ metadata, status }) =>
        metadata.namespace === namespace &&
        status?.podIP &&
        Object.entries(selector).every(
          ([key, value]) => metadata.labels?.[key] === value,
        ),
    );
    const named = (port: number | string) =>
      typeof port === 'number'
        ? port
        : chosen
            .flatMap(({ spec }) => spec.containers.flatMap(c => c.ports ?? []))
            .find(p => p.name === port)?.containerPort ?? 0;
    const wanted = {
      addressType: 'IPv4',
      endpoints: chosen.map(pod => ({
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
      })),
      ports: ports
        .map(
          ({
            name: port = '',
            protocol = 'TCP',
            port: number,
            targetPort = number,
          }) => ({ name: port, protocol, port: named(targetPort) }),
        )
        .filter(({ port }) => port),
    };
    const slice = {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        name: `${name}-${hash(service.metadata.uid, 5)}`,
        namespace,
        labels: {
          'kubernetes.io/service-name': name,
          'endpointslice.kubernetes.io/managed-by':
            'endpointslice-controller.k8s.io',
        },
        ownerReferences: [ownedBy(service)],
      },
      ...wanted,
    };
    const live = slices.find(
      ({ metadata }) =>
        metadata.name === slice.metadata.name &&
        metadata.namespace === namespace,
    );
    if (!live) await cluster.create(slice);
    else if (
      JSON.stringify(live.endpoints) !== JSON.stringify(wanted.endpoints)
    )
      await cluster.patch(live, wanted);
  }
  for (const slice of slices) {
    if (
      owner(slice)?.kind === 'Service' &&
      !services.some(({ metadata }) => metadata.uid === owner(slice)?.uid)
    )
      await cluster.client.delete(slice);
  }
}
