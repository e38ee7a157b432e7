import {
  codesOf,
  drift,
  type FixCase,
  outcomeOf,
  wantedOf,
  workload,
} from '../../testing/fixLive';
import { image } from '../../testing/fixWorld';

const cases: Record<string, FixCase> = {
  'pods that somebody scaled by hand': {
    code: 'Drift',
    world: {
      requests: [workload({ environments: ['dev'] })],
      statuses: {
        drift: [drift('Deployment', 'apps', [['spec.replicas', '2', '5']])],
      },
    },
    after: { statuses: { drift: [] } },
    titles: ['Keep what the cluster has: replicas 5'],
  },
  'an image and its memory, changed by hand': {
    code: 'Drift',
    world: {
      requests: [workload()],
      statuses: {
        drift: [
          drift('Deployment', 'apps', [
            [
              'spec.template.spec.containers[name=web].image',
              image,
              'registry.example.com/web:1.4.3',
            ],
            [
              'spec.template.spec.containers[name=web].resources.limits.memory',
              '256Mi',
              '512Mi',
            ],
          ]),
        ],
      },
    },
    after: { statuses: { drift: [] } },
    titles: [
      'Keep what the cluster has: image registry.example.com/web:1.4.3, memory 512Mi',
    ],
  },
  'bounds of an autoscaler, changed by hand': {
    code: 'Drift',
    world: {
      requests: [
        workload({
          environments: ['dev'],
          replicas: undefined,
          autoscale: { min: 2, max: 4, cpu: 70 },
        }),
      ],
      statuses: {
        drift: [
          drift('HorizontalPodAutoscaler', 'autoscaling', [
            ['spec.maxReplicas', '4', '6'],
          ]),
        ],
      },
    },
    after: { statuses: { drift: [] } },
    titles: ['Keep what the cluster has: maxReplicas 6'],
  },
};

describe('fixes of what was changed by hand', () => {
  it.each(Object.entries(cases))('mends %s', (_, each) => {
    expect(outcomeOf(each)).toEqual(wantedOf(each));
  });

  it('keeps no drift that a request cannot say, not even in part', () => {
    expect(
      codesOf({
        requests: [workload({ environments: ['dev'] })],
        statuses: {
          drift: [
            drift('Deployment', 'apps', [
              ['spec.replicas', '2', '5'],
              ['spec.template.spec.hostNetwork', 'false', 'true'],
            ]),
          ],
        },
      }),
    ).toEqual([]);
  });

  it('keeps no image that the platform does not allow', () => {
    expect(
      codesOf({
        requests: [workload({ environments: ['dev'] })],
        statuses: {
          drift: [
            drift('Deployment', 'apps', [
              [
                'spec.template.spec.containers[name=web].image',
                image,
                'registry.example.com/web:latest',
              ],
            ]),
          ],
        },
      }),
    ).toEqual([]);
  });
});
