import { KubernetesObject } from '../../model';
import { minutesAgo } from '../../testing/cardWorld';
import {
  container,
  deployment,
  digest,
  pod,
  short,
  waiting,
  workloadOf,
} from '../../testing/webWorkload';

describe('workloadsStatus', () => {
  it('counts pods and names what runs', () => {
    const ready = pod({
      containerStatuses: [
        container(
          { running: {} },
          {
            ready: true,
            restartCount: 3,
            lastState: {
              terminated: {
                reason: 'OOMKilled',
                exitCode: 137,
                finishedAt: minutesAgo(12),
              },
            },
          },
        ),
      ],
      conditions: [{ type: 'Ready', status: 'True' }],
    });

    expect(workloadOf(deployment(), ready)).toMatchObject({
      state: 'Healthy',
      why: '',
      counts: { desired: 2, ready: 2, updated: 2 },
      images: [
        { container: 'web', image: 'registry/web:1.4.2', digests: [digest] },
      ],
      restarts: 3,
      lastTermination: {
        pod: 'web-7d9-a',
        container: 'web',
        reason: 'OOMKilled',
        exitCode: 137,
        at: Date.parse(minutesAgo(12)),
      },
      troubles: [],
    });
  });

  it.each<[string, KubernetesObject, string, string]>([
    [
      'a crash',
      waiting('CrashLoopBackOff', 'back-off 5m0s', {
        lastState: { terminated: { reason: 'Error', exitCode: 2 } },
      }),
      'web keeps ending: exit code 2',
      'tenant',
    ],
    [
      'too little memory',
      waiting('CrashLoopBackOff', '', {
        lastState: { terminated: { reason: 'OOMKilled', exitCode: 137 } },
      }),
      'web keeps running out of memory (limit 256Mi)',
      'tenant',
    ],
    [
      'an image that is not there',
      waiting(
        'ImagePullBackOff',
        'Back-off pulling image "x": rpc error: code = NotFound desc = failed to pull and unpack image: not found',
      ),
      'the image does not exist',
      'tenant',
    ],
    [
      'a registry that is away',
      waiting('ErrImagePull', 'dial tcp 10.0.0.1:443: i/o timeout'),
      'the registry cannot be reached',
      'platform',
    ],
    [
      'a Secret that the kubelet misses',
      waiting('CreateContainerConfigError', 'secret "db" not found'),
      'Secret db that it needs is not there',
      'tenant',
    ],
    [
      'no room',
      pod({
        phase: 'Pending',
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            reason: 'Unschedulable',
            message: '0/3 nodes are available: 3 Insufficient cpu.',
          },
        ],
      }),
      'no node has room for it',
      'platform',
    ],
    [
      'a volume',
      pod({
        phase: 'Pending',
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            reason: 'Unschedulable',
            message:
              '0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims.',
          },
        ],
      }),
      'its volume is not there yet',
      'platform',
    ],
    [
      'a probe',
      pod({
        containerStatuses: [container({ running: {} }, { started: true })],
        conditions: [
          {
            type: 'Ready',
            status: 'False',
            lastTransitionTime: minutesAgo(9),
          },
        ],
      }),
      'the readiness probe of web does not succeed',
      'tenant',
    ],
    [
      'volumes that are not mounted',
      pod({
        phase: 'Pending',
        containerStatuses: [
          container({ waiting: { reason: 'ContainerCreating' } }),
        ],
      }),
      'it waits for its volumes or its network',
      'platform',
    ],
  ])('knows %s', (_, broken, why, fixableBy) => {
    expect(workloadOf(deployment(short), broken)).toMatchObject({
      state: 'Degraded',
      why,
      fixableBy,
      troubles: [{ pods: ['web-7d9-a'], why }],
    });
  });

  it('says that pods cannot be made, which no pod tells', () => {
    const message =
      'pods "web-7d9-b" is forbidden: exceeded quota: pay, requested: pods=1, used: pods=12, limited: pods=12';
    expect(
      workloadOf(
        deployment({
          ...short,
          conditions: [
            {
              type: 'ReplicaFailure',
              status: 'True',
              reason: 'FailedCreate',
              message,
            },
          ],
        }),
      ),
    ).toMatchObject({
      state: 'Degraded',
      why: 'the quota has no room for another pod',
      fixableBy: 'tenant',
      troubles: [{ pods: [], message }],
    });
  });

  it('tells the same trouble of several pods once', () => {
    const status = {
      containerStatuses: [
        container({
          waiting: { reason: 'ErrImagePull', message: 'not found' },
        }),
      ],
    };
    const { troubles } = workloadOf(
      deployment(short),
      pod(status, { name: 'web-7d9-a' }),
      pod(status, { name: 'web-7d9-b' }),
    );

    expect(troubles).toHaveLength(1);
    expect(troubles[0].pods).toEqual(['web-7d9-a', 'web-7d9-b']);
  });

  it('is on its way while nothing is wrong', () => {
    expect(workloadOf(deployment(short))).toMatchObject({
      state: 'Progressing',
      why: '1 of 2 pods ready',
    });
  });

  it.each<[object, string]>([
    [{ replicas: 0 }, 'it is scaled to 0'],
    [{ paused: true }, 'its rollout is paused'],
  ])('is suspended with %j', (spec, why) => {
    expect(workloadOf(deployment({}, spec))).toMatchObject({
      state: 'Suspended',
      why,
    });
  });
});
