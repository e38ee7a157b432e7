import type { KubernetesObject } from '@groundwork/engine';
import {
  address,
  controlledBy,
  digest,
  number,
  suffix,
  time,
  uid,
} from './noise';
import { annotationsOf, labelsOf, type Place, podSpec } from './podSpec';
import { hashOf } from './workload';

const TOLERATED = ['not-ready', 'unreachable'].map(key => ({
  effect: 'NoExecute',
  key: `node.kubernetes.io/${key}`,
  operator: 'Exists',
  tolerationSeconds: 300,
}));

/** A pod of a Deployment as a kubelet tells of it. */
export function realPod(
  place: Place,
  index: number,
  ready = true,
): KubernetesObject {
  const { tenant, name, revision } = place;
  const set = `${name}-${hashOf(place)}`;
  const own = `${set}-${suffix(`${tenant}/${name}/${index}`, 5)}`;
  const id = `${tenant}/${own}`;
  const node = `node-${number(own, 50)}.example.internal`;
  const token = `kube-api-access-${suffix(id, 5)}`;
  const spec = podSpec(place);
  const mount = {
    mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
    name: token,
    readOnly: true,
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      annotations: annotationsOf(place),
      creationTimestamp: time(id),
      generateName: `${set}-`,
      labels: { ...labelsOf(place), 'pod-template-hash': hashOf(place) },
      name: own,
      namespace: tenant,
      ownerReferences: [
        controlledBy('apps/v1', 'ReplicaSet', { tenant, name: set }),
      ],
      uid: uid(id),
    },
    spec: {
      ...spec,
      containers: spec.containers.map(({ volumeMounts = [], ...rest }) => ({
        ...rest,
        volumeMounts: [...(volumeMounts as object[]), mount],
      })),
      enableServiceLinks: true,
      nodeName: node,
      preemptionPolicy: 'PreemptLowerPriority',
      priority: 0,
      tolerations: TOLERATED,
      volumes: [...(spec.volumes as object[]), tokenVolume(token)],
    },
    status: statusOf(id, spec.containers, ready, revision),
  };
}

function tokenVolume(name: string) {
  return {
    name,
    projected: {
      defaultMode: 420,
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
        {
          configMap: {
            items: [{ key: 'ca.crt', path: 'ca.crt' }],
            name: 'kube-root-ca.crt',
          },
        },
        {
          downwardAPI: {
            items: [
              {
                fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' },
                path: 'namespace',
              },
            ],
          },
        },
      ],
    },
  };
}

function statusOf(
  id: string,
  containers: ReadonlyArray<{ name: string; image: string }>,
  ready: boolean,
  revision: number,
) {
  const ip = address(id);
  const hostIP = address(`${id} host`);
  return {
    conditions: [
      'PodReadyToStartContainers',
      'Initialized',
      'Ready',
      'ContainersReady',
      'PodScheduled',
    ].map((type, i) => ({
      lastProbeTime: null,
      lastTransitionTime: time(`${id} ${i}`),
      status: ready || !/Ready$/.test(type) ? 'True' : 'False',
      type,
    })),
    containerStatuses: containers.map(({ name, image }) => ({
      containerID: `containerd://${digest(`${id} ${name}`)}`,
      image,
      imageID: `${image.split(':')[0]}@sha256:${digest(
        `${image} ${revision}`,
      )}`,
      lastState: {},
      name,
      ready,
      restartCount: 0,
      started: true,
      state: { running: { startedAt: time(`${id} ${name}`) } },
    })),
    hostIP,
    hostIPs: [{ ip: hostIP }],
    phase: 'Running',
    podIP: ip,
    podIPs: [{ ip }],
    qosClass: 'Burstable',
    startTime: time(id),
  };
}
