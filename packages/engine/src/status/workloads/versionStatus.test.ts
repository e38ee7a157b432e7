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

const statusOf = (...objects: KubernetesObject[]) =>
  versionStatus(
    { name: 'pay' },
    cardWorld(objects),
    { platform: cardPlatform(), now },
    { environment: 'dev', name: 'web', image: image('2') },
  );

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

  it('is well once all pods are of it and ready', () => {
    expect(
      statusOf(deployment('2', { readyReplicas: 1, updatedReplicas: 1 }))
        .verdict,
    ).toMatchObject({ state: 'Healthy' });
  });
});
