import type { KubernetesObject } from '@groundwork/engine';
import { address, controlledBy, number, suffix, time, uid } from './noise';
import { annotationsOf, labelsOf, type Place, podSpec } from './podSpec';

const metadata = (
  { tenant }: Place,
  name: string,
  labels: Record<string, string>,
) => ({
  creationTimestamp: time(`${tenant}/${name}`),
  labels,
  name,
  namespace: tenant,
  uid: uid(`${tenant}/${name}`),
});

/** What makes the pods of one revision a set. */
export const hashOf = ({ tenant, name, revision }: Place) =>
  suffix(`${tenant}/${name}/${revision}`, 10);

const selected = (place: Place) => {
  const { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': one } =
    labelsOf(place);
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': one,
  };
};

const template = (place: Place, labels = labelsOf(place)) => ({
  metadata: {
    annotations: annotationsOf(place),
    creationTimestamp: null,
    labels,
  },
  spec: podSpec(place),
});

export function deployment(place: Place, replicas: number): KubernetesObject {
  const { tenant, name, revision } = place;
  const condition = (type: string, reason: string, message: string) => ({
    lastTransitionTime: time(`${tenant}/${name}/${type}`),
    lastUpdateTime: time(`${tenant}/${name}/${type}.`),
    message,
    reason,
    status: 'True',
    type,
  });
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      annotations: {
        'argocd.argoproj.io/tracking-id': `${tenant}:apps/Deployment:${tenant}/${name}`,
        'deployment.kubernetes.io/revision': String(revision),
        'reloader.stakater.com/auto': 'true',
      },
      generation: revision * 3,
      ...metadata(place, name, labelsOf(place)),
    },
    spec: {
      progressDeadlineSeconds: 600,
      replicas,
      revisionHistoryLimit: 10,
      selector: { matchLabels: selected(place) },
      strategy: {
        rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
        type: 'RollingUpdate',
      },
      template: template(place),
    },
    status: {
      availableReplicas: replicas,
      conditions: [
        condition(
          'Available',
          'MinimumReplicasAvailable',
          'Deployment has minimum availability.',
        ),
        condition(
          'Progressing',
          'NewReplicaSetAvailable',
          `ReplicaSet "${name}-${hashOf(place)}" has successfully progressed.`,
        ),
      ],
      observedGeneration: revision * 3,
      readyReplicas: replicas,
      replicas,
      updatedReplicas: replicas,
    },
  };
}

/** A revision of a Deployment; old ones have no pods. */
export function replicaSet(place: Place, replicas: number): KubernetesObject {
  const { tenant, name, revision } = place;
  const hash = hashOf(place);
  const labels = { ...labelsOf(place), 'pod-template-hash': hash };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      annotations: {
        'deployment.kubernetes.io/desired-replicas': String(replicas),
        'deployment.kubernetes.io/max-replicas': String(replicas + 1),
        'deployment.kubernetes.io/revision': String(revision),
      },
      generation: 3,
      ...metadata(place, `${name}-${hash}`, labels),
      ownerReferences: [
        controlledBy('apps/v1', 'Deployment', { tenant, name }),
      ],
    },
    spec: {
      replicas,
      selector: {
        matchLabels: { ...selected(place), 'pod-template-hash': hash },
      },
      template: template(place, labels),
    },
    status: {
      ...(replicas > 0
        ? {
            availableReplicas: replicas,
            fullyLabeledReplicas: replicas,
            readyReplicas: replicas,
          }
        : {}),
      observedGeneration: 3,
      replicas,
    },
  };
}

/** How a Service of a workload is reached. */
export function service(place: Place): KubernetesObject {
  const { tenant, name } = place;
  const ip = address(`${tenant}/${name}`);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      annotations: {
        'argocd.argoproj.io/tracking-id': `${tenant}:/Service:${tenant}/${name}`,
      },
      ...metadata(place, name, labelsOf(place)),
    },
    spec: {
      clusterIP: ip,
      clusterIPs: [ip],
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      ports: [
        { name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' },
        { name: 'metrics', port: 9090, protocol: 'TCP', targetPort: 'metrics' },
      ],
      selector: selected(place),
      sessionAffinity: 'None',
      type: 'ClusterIP',
    },
    status: { loadBalancer: {} },
  };
}

/** Where the pods of a Service are. */
export function endpointSlice(
  place: Place,
  pods: readonly KubernetesObject[],
): KubernetesObject {
  const { tenant, name } = place;
  return {
    addressType: 'IPv4',
    apiVersion: 'discovery.k8s.io/v1',
    endpoints: pods.map(pod => ({
      addresses: [address(`${tenant}/${pod.metadata.name}`)],
      conditions: { ready: true, serving: true, terminating: false },
      nodeName: `node-${number(pod.metadata.name, 50)}.example.internal`,
      targetRef: {
        kind: 'Pod',
        name: pod.metadata.name,
        namespace: tenant,
        uid: pod.metadata.uid,
      },
      zone: `zone-${number(pod.metadata.name, 3)}`,
    })),
    kind: 'EndpointSlice',
    metadata: {
      annotations: {
        'endpoints.kubernetes.io/last-change-trigger-time': time(
          `${tenant}/${name}/changed`,
        ),
      },
      generateName: `${name}-`,
      generation: 12,
      ...metadata(place, `${name}-${suffix(`${tenant}/${name}`, 5)}`, {
        ...labelsOf(place),
        'endpointslice.kubernetes.io/managed-by':
          'endpointslice-controller.k8s.io',
        'kubernetes.io/service-name': name,
      }),
      ownerReferences: [controlledBy('v1', 'Service', { tenant, name })],
    },
    ports: [
      { name: 'http', port: 8080, protocol: 'TCP' },
      { name: 'metrics', port: 9090, protocol: 'TCP' },
    ],
  };
}
