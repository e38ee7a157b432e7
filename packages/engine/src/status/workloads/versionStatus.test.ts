import { KubernetesObject } from '../../model';
import { cardPlatform, cardWorld, inPay, now } from '../../testing/cardWorld';
import { versionStatus } from './versionStatus';

const image = (version: string) => `registry/web:${version}`;

const deployment = (version: string, status: object) =>
  inPay('apps/v1', 'Deployment', 'web', {
    spec: {
      replicas: 1,
      template: {
        spec: { containers: [{ name: 'web', image: image(version) }] },
      },
    },
    status,
  });

const pod = (hash: string, version: string, reason: string) =>
  inPay('v1', 'Pod', `web-${hash}-a`, {
    metadata: {
      labels: { 'pod-template-hash': hash },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: `web-${hash}`,
          uid: hash,
          controller: true,
        },
      ],
    },
    spec: {
      containers: [
        { name: 'web', image: image(version) },
        { name: 'sidecar', image: 'proxy:1' },
      ],
    },
    status: {
      phase: 'Pending',
      containerStatuses: [
        { name: 'web', ready: false, state: { waiting: { reason } } },
      ],
    },
  });

const statusIn = (
  objects: KubernetesObject[],
  unknown: Parameters<typeof cardWorld>[1] = [],
) =>
  versionStatus(
    { name: 'pay' },
    cardWorld(objects, unknown),
    { platform: cardPlatform(), now },
    { environment: 'dev', name: 'web', image: image('2') },
  );

const statusOf = (...objects: KubernetesObject[]) => statusIn(objects);

describe('versionStatus', () => {
  it('tells what runs in place of a version', () => {
    expect(statusOf(deployment('1', {}))).toEqual({
      images: [image('1')],
      problems: [],
    });
    expect(statusOf()).toEqual({ images: [], problems: [] });
  });

  it('does not hold against a version what the one before is ill with', () => {
    const { verdict } = statusOf(
      deployment('2', { updatedReplicas: 1 }),
      pod('old', '1', 'CrashLoopBackOff'),
    );
    expect(verdict).toMatchObject({ state: 'Progressing' });
  });

  it('tells what its own pods are ill with', () => {
    const { verdict } = statusOf(
      deployment('2', { updatedReplicas: 1 }),
      pod('old', '1', 'CrashLoopBackOff'),
      pod('new', '2', 'ImagePullBackOff'),
    );
    expect(verdict).toMatchObject({
      state: 'Degraded',
      why: expect.stringContaining('image'),
    });
  });

  it('is not well while only the pod of the version before serves', () => {
    const surging = deployment('2', {
      replicas: 2,
      readyReplicas: 1,
      updatedReplicas: 1,
    });
    expect(statusOf(surging).verdict).toMatchObject({ state: 'Progressing' });
    expect(
      statusOf(surging, pod('new', '2', 'ImagePullBackOff')).verdict,
    ).toMatchObject({ state: 'Degraded' });
  });

  it('is not well before the controller of a Rollout has seen it', () => {
    const { verdict } = statusOf(
      inPay('argoproj.io/v1alpha1', 'Rollout', 'web', {
        metadata: { generation: 3 },
        spec: deployment('2', {}).spec,
        status: {
          observedGeneration: '2',
          replicas: 1,
          readyReplicas: 1,
          updatedReplicas: 1,
        },
      }),
    );
    expect(verdict).toMatchObject({ state: 'Progressing' });
  });

  it('is not ill by pods that are not known any more', () => {
    const { verdict } = statusIn(
      [
        deployment('2', { updatedReplicas: 1 }),
        pod('new', '2', 'ImagePullBackOff'),
      ],
      [{ cluster: 'spoke', group: '', kind: 'Pod', unknown: 'timeout' }],
    );
    expect(verdict).toMatchObject({ state: 'Progressing' });
  });

  it('is well once all pods are of it and ready', () => {
    expect(
      statusOf(deployment('2', { readyReplicas: 1, updatedReplicas: 1 }))
        .verdict,
    ).toMatchObject({ state: 'Healthy' });
  });
});
