import { inPay, minutesAgo } from '../../testing/cardWorld';
import {
  container,
  deployment,
  owner,
  pod,
  statusOf,
  workloadOf,
} from '../../testing/webWorkload';

describe('workloads and what is around them', () => {
  it('judges a CronJob by its last run', () => {
    const cron = inPay('batch/v1', 'CronJob', 'nightly', {
      spec: { schedule: '0 3 * * *' },
      status: { lastScheduleTime: minutesAgo(60) },
    });
    const run = (name: string, age: number, type: string) =>
      inPay('batch/v1', 'Job', name, {
        metadata: {
          creationTimestamp: minutesAgo(age),
          ...owner('CronJob', 'nightly'),
        },
        status: { conditions: [{ type, status: 'True' }] },
      });

    const failed = statusOf([
      cron,
      run('a', 90, 'Complete'),
      run('b', 60, 'Failed'),
    ]);
    expect(failed.workloads).toHaveLength(1);
    expect(failed.workloads[0]).toMatchObject({
      state: 'Degraded',
      why: 'its last run failed: its pods failed too often',
      schedule: { cron: '0 3 * * *', lastRun: Date.parse(minutesAgo(60)) },
    });
    expect(
      workloadOf(cron, run('a', 90, 'Failed'), run('b', 60, 'Complete')).state,
    ).toBe('Healthy');
  });

  it('tells of what an operator made, and of its Jobs while they run', () => {
    const made = (kind: string, name: string, rest: object = {}) =>
      inPay(kind === 'Job' ? 'batch/v1' : 'apps/v1', kind, name, {
        metadata: { creationTimestamp: minutesAgo(9), ...owner('Kafka', 'k') },
        ...rest,
      });
    const ended = (type: string) => ({
      status: { conditions: [{ type, status: 'True' }] },
    });
    const { workloads } = statusOf([
      made('StatefulSet', 'k-brokers', {
        spec: { replicas: 3 },
        status: { readyReplicas: 1, updatedReplicas: 3 },
      }),
      made('Job', 'running'),
      made('Job', 'complete', ended('Complete')),
      made('Job', 'failed', ended('Failed')),
    ]);
    expect(
      workloads.map(({ ref, state, madeBy }) => [
        ref.kind,
        ref.name,
        state,
        madeBy,
      ]),
    ).toEqual([
      ['StatefulSet', 'k-brokers', 'Progressing', { kind: 'Kafka', name: 'k' }],
      ['Job', 'running', 'Progressing', { kind: 'Kafka', name: 'k' }],
    ]);
  });

  it('tells of pods that no workload keeps, as what keeps them', () => {
    const alone = (
      name: string,
      keeper: object,
      status: object = {
        phase: 'Running',
        conditions: [{ type: 'Ready', status: 'True' }],
      },
    ) =>
      inPay('v1', 'Pod', name, {
        metadata: { creationTimestamp: minutesAgo(9), ...keeper },
        spec: { containers: [{ name: 'db', image: 'registry/db:16' }] },
        status,
      });
    const crash = {
      phase: 'Running',
      containerStatuses: [
        container(
          { waiting: { reason: 'CrashLoopBackOff' } },
          {
            name: 'db',
            lastState: { terminated: { reason: 'Error', exitCode: 2 } },
          },
        ),
      ],
    };
    const { workloads, state } = statusOf([
      deployment(),
      alone('web-gone', owner('ReplicaSet', 'gone-7d9')),
      alone('pg-1', owner('Cluster', 'pg')),
      alone('pg-2', owner('Cluster', 'pg'), crash),
      alone('debug', {}),
      alone('run', owner('TaskRun', 'build'), { phase: 'Succeeded' }),
      alone('old', owner('TaskRun', 'test'), { phase: 'Failed' }),
      alone('orphan', owner('StatefulSet', 'gone')),
    ]);
    expect(state).toBe('Degraded');
    expect(
      workloads.map(each => [each.ref.kind, each.ref.name, each.why]),
    ).toEqual([
      ['Deployment', 'web', ''],
      ['Pod', 'debug', ''],
      ['Cluster', 'pg', 'db keeps ending: exit code 2'],
      ['ReplicaSet', 'gone-7d9', ''],
    ]);
    expect(workloads[2]).toMatchObject({
      images: [{ container: 'db', image: 'registry/db:16' }],
      troubles: [{ pods: ['pg-2'] }],
    });
  });

  it('takes no kind of another group for one of Kubernetes that is called alike', () => {
    const keptBy = (name: string, kind: string, apiVersion?: string) =>
      inPay('v1', 'Pod', name, {
        metadata: {
          creationTimestamp: minutesAgo(9),
          ownerReferences: [
            { apiVersion, kind, name: 'web', uid: 'u', controller: true },
          ],
        },
        spec: { containers: [{ name: 'web', image: 'registry/web:1' }] },
        status: {
          phase: 'Running',
          conditions: [{ type: 'Ready', status: 'True' }],
        },
      });
    const { workloads } = statusOf([
      inPay('apps/v1', 'StatefulSet', 'web', {
        spec: { replicas: 1 },
        status: { replicas: 1, readyReplicas: 1, updatedReplicas: 1 },
      }),
      keptBy('web-0', 'StatefulSet', 'apps/v1'),
      keptBy('web-1', 'StatefulSet'),
      keptBy('other-0', 'StatefulSet', 'apps.kruise.io/v1beta1'),
      keptBy('train-0', 'Job', 'batch.volcano.sh/v1alpha1'),
    ]);
    expect(
      workloads.map(({ ref }) => `${ref.kind} ${ref.group} ${ref.name}`).sort(),
    ).toEqual([
      'Job batch.volcano.sh web',
      'StatefulSet apps web',
      'StatefulSet apps.kruise.io web',
    ]);
  });

  it('notes an autoscaler at its limit and a budget that lets no pod go', () => {
    const scaler = inPay('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', {
      spec: {
        scaleTargetRef: { kind: 'Deployment', name: 'web' },
        maxReplicas: 2,
      },
      status: {
        currentReplicas: 2,
        conditions: [
          {
            type: 'ScalingLimited',
            status: 'True',
            reason: 'TooManyReplicas',
          },
          {
            type: 'ScalingActive',
            status: 'False',
            reason: 'FailedGetResourceMetric',
          },
        ],
      },
    });
    const budget = (selector?: object) =>
      inPay('policy/v1', 'PodDisruptionBudget', 'web', {
        spec: { minAvailable: 2, ...(selector && { selector }) },
        status: { expectedPods: 2, currentHealthy: 2, disruptionsAllowed: 0 },
      });

    expect(
      workloadOf(
        deployment(),
        pod({}),
        scaler,
        budget({ matchLabels: { app: 'web' } }),
      ).notes,
    ).toEqual([
      'Autoscaler web is at its limit of 2 and wants more',
      'Autoscaler web does not scale: its metrics cannot be read',
      'PodDisruptionBudget web lets no pod go, so that nodes cannot be drained',
    ]);
    expect(workloadOf(deployment(), pod({}), budget()).notes).toEqual([]);
  });

  it('notes two budgets of one pod, which the API server evicts for neither', () => {
    const budget = (name: string, app = 'web') =>
      inPay('policy/v1', 'PodDisruptionBudget', name, {
        spec: { maxUnavailable: 1, selector: { matchLabels: { app } } },
        status: { expectedPods: 2, currentHealthy: 2, disruptionsAllowed: 1 },
      });
    expect(
      workloadOf(deployment(), pod({}), budget('web'), budget('by-hand')).notes,
    ).toEqual([
      'PodDisruptionBudgets by-hand and web cover the same pods, so that nodes cannot be drained',
    ]);
    expect(
      workloadOf(deployment(), pod({}), budget('web'), budget('b', 'b')).notes,
    ).toEqual([]);
  });

  it('says once that a cluster is silent, and calls nothing of it healthy', () => {
    const status = statusOf(
      [deployment()],
      [{ cluster: 'spoke', unknown: 'timeout' }],
    );

    expect(status).toMatchObject({
      state: 'Unknown',
      problems: [{ why: 'cluster spoke did not answer in time' }],
      workloads: [
        {
          state: 'Unknown',
          why: 'cluster spoke did not answer in time',
          fixableBy: 'platform',
        },
      ],
    });
    expect(status.problems).toHaveLength(1);
  });

  it('does not take pods that it cannot read for pods that are not there', () => {
    const pods = { cluster: 'spoke', group: '', kind: 'Pod' };
    const status = statusOf(
      [deployment()],
      [{ ...pods, unknown: 'forbidden' }],
    );

    expect(status).toMatchObject({
      state: 'Unknown',
      problems: [
        {
          environment: 'dev',
          why: 'Pod: cluster spoke does not allow us to read it',
        },
      ],
      workloads: [{ state: 'Healthy' }],
    });
  });
});
