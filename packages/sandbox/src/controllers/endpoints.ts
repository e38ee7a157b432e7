import { isDeepStrictEqual } from 'node:util';
import { Cluster } from './Cluster';
import { KubeObject, ownedBy } from './KubeObject';
import { at } from './playStatuses';
import { Pod } from './Pod';
import { isReady, owns, shortHash } from './workloads';

interface Port {
  name?: string;
  protocol?: string;
  port: number;
  targetPort?: number | string;
}
interface ServiceSpec {
  selector?: Record<string, string>;
  ports?: Port[];
}
type Slice = KubeObject & { endpoints?: object[] };

/** Keeps an EndpointSlice for every Service with a selector. */
export async function reconcileEndpoints(cluster: Cluster): Promise<void> {
  const pods = await cluster.list<Pod>('v1', 'Pod');
  const slices = await cluster.list<Slice>(
    'discovery.k8s.io/v1',
    'EndpointSlice',
  );
  const services = await cluster.list<KubeObject<ServiceSpec>>('v1', 'Service');
  for (const slice of slices) {
    const [owner] = slice.metadata.ownerReferences ?? [];
    const lost = !services.some(service => owns(service, slice));
    if (owner?.kind === 'Service' && lost) {
      await cluster.client.delete(slice);
    }
  }
  for (const service of services) {
    const { metadata, spec } = service;
    if (!spec.selector || metadata.deletionTimestamp) {
      continue;
    }
    const labels = Object.entries(spec.selector);
    const chosen = pods.filter(
      pod =>
        pod.metadata.namespace === metadata.namespace &&
        at(pod, 'status.podIP') &&
        labels.every(([key, value]) => pod.metadata.labels?.[key] === value),
    );
    const endpoints = chosen.map(pod => ({
      addresses: [at(pod, 'status.podIP')],
      conditions: {
        ready: isReady(pod),
        serving: isReady(pod),
        terminating: false,
      },
      targetRef: {
        kind: 'Pod',
        name: pod.metadata.name,
        namespace: metadata.namespace,
        uid: pod.metadata.uid,
      },
    }));
    const live = slices.find(slice => owns(service, slice));
    const fields = { endpoints, ports: portsOf(spec, chosen) };
    if (!live) {
      await cluster.create({ ...sliceOf(service), ...fields });
    } else if (!isDeepStrictEqual(live.endpoints ?? [], endpoints)) {
      await cluster.patch(live, fields);
    }
  }
}

function portsOf({ ports = [] }: ServiceSpec, pods: Pod[]) {
  const named = pods.flatMap(pod =>
    pod.spec.containers.flatMap(({ ports: own }) => own ?? []),
  );
  return ports.flatMap(
    ({ name = '', protocol = 'TCP', port, targetPort = port }) => {
      const found = named.find(one => one.name === targetPort)?.containerPort;
      const number = typeof targetPort === 'number' ? targetPort : found;
      return number ? [{ name, protocol, port: number }] : [];
    },
  );
}

function sliceOf(service: KubeObject) {
  const { name, namespace, uid } = service.metadata;
  const labels = {
    'kubernetes.io/service-name': name,
    'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
  };
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: `${name}-${shortHash(uid, 5)}`,
      namespace,
      labels,
      ownerReferences: ownedBy(service),
    },
    addressType: 'IPv4',
  };
}
