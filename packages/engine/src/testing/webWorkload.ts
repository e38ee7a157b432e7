import { KubernetesObject } from '../model';
import { UnknownEntry } from '../snapshot';
import { workloadsStatus } from '../status/workloads';
import { cardPlatform, cardWorld, inPay, minutesAgo, now } from './cardWorld';

export const digest = `sha256:${'a'.repeat(64)}`;
export const owner = (kind: string, name: string) => ({
  ownerReferences: [
    { apiVersion: 'v1', kind, name, uid: `${kind}-${name}`, controller: true },
  ],
});

export const deployment = (
  status: object = { readyReplicas: 2, updatedReplicas: 2 },
  spec: object = {},
) =>
  inPay('apps/v1', 'Deployment', 'web', {
    spec: {
      replicas: 2,
      template: {
        spec: { containers: [{ name: 'web', image: 'registry/web:1.4.2' }] },
      },
      ...spec,
    },
    status,
  });

export const container = (state: object, rest: object = {}) => ({
  name: 'web',
  imageID: `registry/web@${digest}`,
  ready: false,
  restartCount: 0,
  state,
  ...rest,
});

export const pod = (
  status: object,
  rest: { name?: string; spec?: object } = {},
) =>
  inPay('v1', 'Pod', rest.name ?? 'web-7d9-a', {
    metadata: {
      creationTimestamp: minutesAgo(30),
      labels: { 'pod-template-hash': '7d9', app: 'web' },
      ...owner('ReplicaSet', 'web-7d9'),
    },
    spec: {
      containers: [
        {
          name: 'web',
          readinessProbe: {},
          resources: { limits: { memory: '256Mi' } },
        },
      ],
      ...rest.spec,
    },
    status: { phase: 'Running', ...status },
  });

export const short = { readyReplicas: 1, updatedReplicas: 2 };
export const waiting = (reason: string, message = '', rest: object = {}) =>
  pod({
    containerStatuses: [container({ waiting: { reason, message } }, rest)],
  });

export function statusOf(
  objects: KubernetesObject[],
  unknown: UnknownEntry[] = [],
) {
  return workloadsStatus('pay', cardWorld(objects, unknown), {
    platform: cardPlatform(),
    now,
  });
}

export const workloadOf = (...objects: KubernetesObject[]) =>
  statusOf(objects).workloads[0];
