import {
  deployment,
  type FixCase,
  object,
  outcomeOf,
  wantedOf,
  workload,
} from '../../testing/fixLive';
import { request } from '../../testing/fixWorld';

const full = [workload({ replicas: 5 })];
const fullLive = (used: string) => [
  object('v1', 'ResourceQuota', 'groundwork-quota', {
    spec: { hard: { pods: '30' } },
    status: { hard: { pods: '30' }, used: { pods: used } },
  }),
  deployment(full, {
    replicas: 3,
    readyReplicas: 3,
    conditions: [
      {
        type: 'ReplicaFailure',
        status: used === '30' ? 'True' : 'False',
        message:
          'pods "web-5c9-x" is forbidden: exceeded quota: payments, requested: pods=1',
      },
    ],
  }),
];

const cases: Record<string, FixCase> = {
  'a quota that is used up': {
    code: 'QuotaExhausted',
    world: { requests: full, live: { 'spoke-dev': fullLive('30') } },
    after: { live: { 'spoke-dev': fullLive('3') } },
    titles: [
      'Run the 3 pods of web that there is room for in dev',
      'Ask for tier large',
    ],
  },
  'an autoscaler at its limit': {
    code: 'AutoscalerAtLimit',
    world: {
      requests: [
        workload({
          environments: ['dev'],
          replicas: undefined,
          autoscale: { min: 2, max: 4, cpu: 70 },
        }),
      ],
      live: {
        'spoke-dev': [
          object('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', {
            spec: {
              maxReplicas: 4,
              scaleTargetRef: { kind: 'Deployment', name: 'web' },
            },
            status: {
              currentReplicas: 4,
              conditions: [
                {
                  type: 'ScalingLimited',
                  status: 'True',
                  reason: 'TooManyReplicas',
                },
              ],
            },
          }),
        ],
      },
    },
    after: { live: {} },
    titles: ['Scale up to 6 pods'],
  },
  'a Scaler of a workload whose name is mistyped': {
    code: 'ScaleTargetNotFound',
    world: {
      requests: [
        workload(),
        request('Scaler', 'events', {
          target: { kind: 'Deployment', name: 'wbe' },
          environments: ['dev'],
          min: 2,
          max: 5,
          triggers: [
            {
              type: 'cron',
              timezone: 'UTC',
              start: '0 8 * * *',
              end: '0 9 * * *',
              replicas: 2,
            },
          ],
        }),
      ],
    },
    titles: ['Scale web'],
  },
};

describe('fixes of how many pods run', () => {
  it.each(Object.entries(cases))('mends %s', (_, each) => {
    expect(outcomeOf(each)).toEqual(wantedOf(each));
  });
});
