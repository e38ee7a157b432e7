import {
  codesOf,
  deployment,
  type FixCase,
  notFound,
  oom,
  outcomeOf,
  pod,
  waiting,
  wantedOf,
  workload,
} from '../../testing/fixLive';
import { fixPlatform, image, request } from '../../testing/fixWorld';

const cases: Record<string, FixCase> = {
  'a container that keeps running out of memory': {
    code: 'OutOfMemory',
    world: {
      requests: [workload({ environments: ['dev'] })],
      live: {
        'spoke-dev': [
          pod('web-5c9-a', oom),
          deployment([workload({ environments: ['dev'] })], {
            replicas: 2,
            readyReplicas: 1,
          }),
        ],
      },
    },
    after: { live: { 'spoke-dev': [pod('web-5c9-a', { ready: true })] } },
    titles: ['Raise its memory from 256Mi to 512Mi'],
  },
  'the same of a workload of several environments': {
    code: 'OutOfMemory',
    world: {
      requests: [workload()],
      live: {
        'spoke-dev': [
          pod('web-5c9-a', oom),
          deployment([workload()], { replicas: 2, readyReplicas: 1 }),
        ],
      },
    },
    after: { live: { 'spoke-dev': [pod('web-5c9-a', { ready: true })] } },
    titles: [
      'Raise its memory from 256Mi to 512Mi in dev',
      'Raise its memory from 256Mi to 512Mi in all environments',
    ],
  },
  'a pod that writes more to its disk than it may': {
    code: 'OutOfDisk',
    world: {
      requests: [workload({ environments: ['dev'] })],
      live: {
        'spoke-dev': [
          pod('web-5c9-a', {
            status: {
              phase: 'Failed',
              reason: 'Evicted',
              message:
                'Container web exceeded its local ephemeral storage limit "256Mi". ',
              containerStatuses: [],
            },
          }),
          deployment([workload({ environments: ['dev'] })], {
            replicas: 2,
            readyReplicas: 1,
          }),
        ],
      },
    },
    after: { live: { 'spoke-dev': [pod('web-5c9-a', { ready: true })] } },
    titles: ['Raise its disk from 256Mi to 512Mi'],
  },
  'an image that does not exist, while the one before runs': {
    code: 'ImageNotFound',
    world: {
      requests: [
        workload({
          environments: ['dev'],
          image: 'registry.example.com/web:1.5.0',
        }),
      ],
      live: {
        'spoke-dev': [
          pod('web-6d1-a', {
            ...notFound('registry.example.com/web:1.5.0'),
            hash: '6d1',
          }),
          pod('web-5c9-a', { ready: true }),
        ],
      },
    },
    after: { live: { 'spoke-dev': [pod('web-5c9-a', { ready: true })] } },
    titles: ['Use web:1.4.2, which still runs'],
  },
  'an image that a registry does not tell strangers of': {
    code: 'ImageNotFound',
    world: {
      requests: [
        workload({
          environments: ['dev'],
          image: 'registry.example.com/wbe:1.4.2',
        }),
      ],
      live: {
        'spoke-dev': [
          pod('web-6d1-a', {
            ...waiting(
              'ErrImagePull',
              'pull access denied, repository does not exist or may require authorization',
            ),
            hash: '6d1',
          }),
          pod('web-5c9-a', { ready: true }),
        ],
      },
    },
    after: { live: { 'spoke-dev': [pod('web-5c9-a', { ready: true })] } },
    titles: ['Use web:1.4.2, which still runs'],
  },
  'a registry that wants the credential that the tenant has': {
    code: 'PullSecretMissing',
    world: {
      requests: [
        workload({ environments: ['dev'] }),
        request('Secret', 'registry', {
          store: 'vault',
          data: [
            { secretKey: 'user', key: 'payments/registry', property: 'user' },
            { secretKey: 'word', key: 'payments/registry', property: 'word' },
          ],
          template: {
            type: 'dockerconfigjson',
            registry: 'registry.example.com',
            username: 'user',
            password: 'word',
          },
        }),
      ],
      live: {
        'spoke-dev': [
          pod(
            'web-5c9-a',
            waiting('ErrImagePull', 'pull access denied, 401 Unauthorized'),
          ),
        ],
      },
    },
    after: { live: { 'spoke-dev': [pod('web-5c9-a', { ready: true })] } },
    titles: ['Pull with the Secret registry'],
  },
  'a probe of a port that the container does not have': {
    code: 'ProbePort',
    world: {
      requests: [
        workload({
          environments: ['dev'],
          probes: { readiness: { http: { path: '/', port: 9090 } } },
        }),
      ],
      live: {
        'spoke-dev': [pod('web-5c9-a')],
      },
    },
    after: { live: { 'spoke-dev': [pod('web-5c9-a', { ready: true })] } },
    titles: ['Ask port http (8080)'],
  },
};

describe('fixes of pods that do not run', () => {
  it.each(Object.entries(cases))('mends %s', (_, each) => {
    expect(outcomeOf(each)).toEqual(wantedOf(each));
  });

  it('knows no image where none runs', () => {
    expect(
      codesOf({
        requests: [workload({ environments: ['dev'] })],
        live: { 'spoke-dev': [pod('web-5c9-a', notFound(image))] },
      }),
    ).toEqual([]);
  });

  it('raises no memory above the largest tier', () => {
    const most = workload({
      environments: ['dev'],
      resources: { limits: { memory: '4Gi' } },
    });
    expect(
      codesOf({
        platform: { ...fixPlatform, tiers: { small: fixPlatform.tiers.small } },
        requests: [most],
        live: {
          'spoke-dev': [
            pod('web-5c9-a', { ...oom, limit: '4Gi' }),
            deployment([most], { replicas: 2, readyReplicas: 1 }),
          ],
        },
      }),
    ).toEqual([]);
  });
});
