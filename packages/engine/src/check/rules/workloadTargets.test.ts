import { object, codesOf } from '../../testing/checkWorld';

describe('check of workloads', () => {
  it('finds an autoscaler without a target and a budget without pods', () => {
    const autoscaler = object(
      'autoscaling/v2',
      'HorizontalPodAutoscaler',
      'x',
      'pay',
      {
        spec: {
          scaleTargetRef: {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            name: 'x',
          },
        },
      },
    );
    const budget = object('policy/v1', 'PodDisruptionBudget', 'x', 'pay', {
      spec: { selector: { matchLabels: { app: 'x' } } },
    });
    const workload = object('apps/v1', 'Deployment', 'x', 'pay', {
      spec: { template: { metadata: { labels: { app: 'x' } } } },
    });
    expect(codesOf([], [autoscaler, budget])).toEqual([
      'warning ScaleTargetNotFound',
      'warning NoPodsSelected',
    ]);
    expect(codesOf([], [autoscaler, budget, workload])).toEqual([]);
  });
});
