import { KubernetesObject } from '../../model';
import {
  cardPlatform,
  cardWorld,
  inPay,
  minutesAgo,
  now,
} from '../../testing/cardWorld';
import { workloadsStatus } from './workloadsStatus';

const statusOf = (...objects: KubernetesObject[]) =>
  workloadsStatus('pay', cardWorld(objects), {
    platform: cardPlatform(),
    now,
  }).workloads[0];

const owned = (kind: string, name: string) => ({
  ownerReferences: [
    { apiVersion: 'apps/v1', kind, name, uid: name, controller: true },
  ],
});

describe('workloads that are updated step by step', () => {
  const updated = { updatedReplicas: 4 };
  const rollout = (status: object, spec: object = {}) =>
    inPay('argoproj.io/v1alpha1', 'Rollout', 'web', {
      metadata: { generation: 1 },
      spec: { replicas: 4, ...spec },
      status: { readyReplicas: 4, updatedReplicas: 1, replicas: 4, ...status },
    });

  it.each<[string, object, string, string]>([
    [
      'was aborted',
      { abort: true, message: 'metric "errors" assessed Failed' },
      'Degraded',
      'its rollout was aborted: metric "errors" assessed Failed',
    ],
    [
      'pauses at a step',
      { pauseConditions: [{ reason: 'CanaryPauseStep' }] },
      'Suspended',
      'its rollout is paused and waits to go on',
    ],
    [
      'waits to be promoted, with all of its pods',
      { pauseConditions: [{ reason: 'BlueGreenPause' }], updatedReplicas: 4 },
      'Suspended',
      'its rollout is paused and waits to go on',
    ],
    ['goes on', {}, 'Progressing', '1 of 4 pods updated'],
    [
      'is not valid, with all of its pods',
      { phase: 'Degraded', message: 'InvalidSpec: no steps', ...updated },
      'Degraded',
      'its rollout has failed: InvalidSpec: no steps',
    ],
    [
      'timed out while its old pods serve',
      { phase: 'Degraded', message: 'ProgressDeadlineExceeded: web-x' },
      'Degraded',
      'its rollout has failed: ProgressDeadlineExceeded: web-x',
    ],
    [
      'waits for its analysis, with all of its pods',
      {
        phase: 'Progressing',
        message: 'waiting for analysis to complete',
        ...updated,
      },
      'Progressing',
      'waiting for analysis to complete',
    ],
    [
      'is in a phase that nobody knows',
      { phase: 'Dreaming', ...updated },
      'Unknown',
      'its controller does not say how its rollout goes',
    ],
    ['is done', { phase: 'Healthy', ...updated }, 'Healthy', ''],
  ])('tells of a Rollout that %s', (_, status, state, why) => {
    expect(statusOf(rollout(status))).toMatchObject({ state, why });
  });

  it('tells of a Rollout that somebody paused', () => {
    const phase = { phase: 'Paused', message: 'manually paused' };
    expect(statusOf(rollout(phase, { paused: true }))).toMatchObject({
      state: 'Suspended',
      why: 'its rollout is paused',
    });
  });

  it('knows old pods that are left on purpose', () => {
    const set = (updateStrategy: object) =>
      inPay('apps/v1', 'StatefulSet', 'db', {
        metadata: { generation: 2 },
        spec: { replicas: 3, updateStrategy },
        status: {
          observedGeneration: 2,
          readyReplicas: 3,
          updatedReplicas: 1,
          currentRevision: 'a',
          updateRevision: 'b',
        },
      });
    const partition = (at: number) =>
      set({ type: 'RollingUpdate', rollingUpdate: { partition: at } });
    expect(statusOf(partition(2)).state).toBe('Healthy');
    expect(statusOf(set({ type: 'OnDelete' })).state).toBe('Healthy');
    expect(statusOf(partition(1)).state).toBe('Progressing');
  });
});

describe('a Deployment that is scaled to zero', () => {
  const none = (metadata: object = {}) =>
    inPay('apps/v1', 'Deployment', 'web', {
      metadata,
      spec: { replicas: 0 },
      status: {},
    });
  const other = (apiVersion: string, kind: string, spec: object) =>
    inPay(apiVersion, kind, 'other', { spec });

  it('was stopped by its team', () => {
    expect(statusOf(none())).toMatchObject({
      state: 'Suspended',
      fixableBy: 'tenant',
    });
    const elsewhere = { scaleTargetRef: { name: 'api' } };
    expect(
      statusOf(none(), other('keda.sh/v1alpha1', 'ScaledObject', elsewhere))
        .state,
    ).toBe('Suspended');
  });

  it('is well where something scales it up when it is needed', () => {
    const revision = {
      apiVersion: 'serving.knative.dev/v1',
      kind: 'Revision',
      name: 'hello-1',
      uid: 'r',
      controller: true,
    };
    expect(statusOf(none({ ownerReferences: [revision] })).state).toBe(
      'Healthy',
    );
    const scaled = { scaleTargetRef: { name: 'web' } };
    expect(
      statusOf(none(), other('keda.sh/v1alpha1', 'ScaledObject', scaled)).state,
    ).toBe('Healthy');
  });

  it('is well where a Rollout runs its pods', () => {
    const ref = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
    const rollout = other('argoproj.io/v1alpha1', 'Rollout', {
      workloadRef: ref,
    });
    expect(statusOf(none(), rollout).state).toBe('Healthy');
  });
});

describe('pods that failed and were replaced', () => {
  const deployment = inPay('apps/v1', 'Deployment', 'web', {
    spec: { replicas: 2 },
    status: { readyReplicas: 1, updatedReplicas: 2, replicas: 2 },
  });
  const pod = (name: string, age: number, status: object) =>
    inPay('v1', 'Pod', name, {
      metadata: {
        creationTimestamp: minutesAgo(age),
        labels: { 'pod-template-hash': '7d9' },
        ...owned('ReplicaSet', 'web-7d9'),
      },
      spec: { nodeName: 'n1', containers: [{ name: 'web' }] },
      status,
    });
  const evicted = (age: number, since: number) =>
    pod('web-7d9-a', age, {
      phase: 'Failed',
      reason: 'Evicted',
      conditions: [
        {
          type: 'DisruptionTarget',
          status: 'True',
          lastTransitionTime: minutesAgo(since),
        },
      ],
    });
  const crashing = pod('web-7d9-b', 20, {
    phase: 'Running',
    containerStatuses: [
      {
        name: 'web',
        ready: false,
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: { terminated: { exitCode: 2 } },
      },
    ],
  });

  it('are told of a Deployment that is paused, too', () => {
    const paused = (readyReplicas: number) => ({
      ...deployment,
      spec: { replicas: 2, paused: true },
      status: { readyReplicas, updatedReplicas: 2, replicas: 2 },
    });
    expect(statusOf(paused(0), crashing)).toMatchObject({
      state: 'Degraded',
      why: 'web keeps ending: exit code 2',
    });
    expect(statusOf(paused(2), crashing).state).toBe('Suspended');
  });

  it('are history once others stand for them', () => {
    const { why, troubles } = statusOf(deployment, evicted(500, 300), crashing);
    expect(why).toBe('web keeps ending: exit code 2');
    expect(troubles).toHaveLength(1);
  });

  it('come after what is wrong with those that live', () => {
    const { why, troubles } = statusOf(deployment, evicted(500, 3), crashing);
    expect(why).toBe('web keeps ending: exit code 2');
    expect(troubles.map(each => each.why)).toContain(
      'a node that ran short evicted it',
    );
  });

  it('tell of a workload that has no others', () => {
    expect(statusOf(deployment, evicted(500, 300)).why).toBe(
      'a node that ran short evicted it',
    );
  });
});
