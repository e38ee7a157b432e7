import {
  Fault,
  app,
  causesWith,
  deployment,
  quota,
  resource,
  toldOf,
  waitingPod,
} from '../../testing/causeWorld';
import { inPay, minutesAgo } from '../../testing/cardWorld';
import {
  deny,
  gateway,
  ok,
  parent,
  route,
  slice,
} from '../../testing/networkWorld';
import { application } from '../../testing/syncWorld';
import {
  short,
  refused,
  degraded,
  failedSync,
} from '../../testing/causeFaults';

const faults: Record<string, [fault: Fault, told: string[]]> = {
  'a gateway without an address, of two routes': [
    {
      gateway: gateway({
        status: {
          addresses: [],
          conditions: [
            ok('Accepted'),
            ok('Programmed', {
              status: 'False',
              reason: 'AddressNotAssigned',
              message: 'no address',
            }),
          ],
        },
      }),
      spoke: [{ ...route(), metadata: { ...route().metadata, name: 'two' } }],
    },
    [
      'Degraded: Gateway external: the gateway has no address (platform)',
      '  pay.example.com does not serve',
      '  pay.example.com does not serve',
      'Degraded: pay.example.com: rule 1 never gets a request: HTTPRoute two is older and matches the same requests (tenant)',
    ],
  ],
  'a policy in the way': [
    { spoke: [deny] },
    [
      'Degraded: pay.example.com: the pods are isolated by deny, and no policy allows TCP 8080 from gateway external (platform)',
    ],
  ],
  'a route that no listener takes': [
    {
      hub: [
        app({
          ...degraded,
          resources: [
            resource('gateway.networking.k8s.io', 'HTTPRoute', 'web', {
              health: { status: 'Degraded', message: 'no matching listener' },
            }),
          ],
        }),
      ],
      route: route({
        parents: [
          parent([
            ok('Accepted', {
              status: 'False',
              reason: 'NoMatchingParent',
              message: 'no listener has this port',
            }),
            ok('ResolvedRefs'),
          ]),
        ],
      }),
    },
    [
      'Degraded: pay.example.com: no listener has this port (tenant)',
      '  Application pay-dev is degraded',
    ],
  ],
  'a Deployment that was scaled to nothing': [
    {
      spoke: [
        deployment(
          'web',
          { readyReplicas: 0, updatedReplicas: 0, replicas: 0 },
          { replicas: 0 },
        ),
      ],
      without: ['Pod/web-7d9-a', 'Pod/web-7d9-b'],
      slice: { ...slice(false), endpoints: [] } as ReturnType<typeof slice>,
    },
    [
      'Degraded: Deployment web: it is scaled to 0 (tenant)',
      '  pay.example.com answers 503',
    ],
  ],
  'a cluster that does not answer': [
    {
      hub: [
        app({
          sync: { status: 'Unknown' },
          health: { status: 'Unknown' },
          conditions: [
            {
              type: 'ComparisonError',
              message: 'Failed to load live state: dial tcp: i/o timeout',
            },
          ],
        }),
      ],
      unknown: [{ cluster: 'spoke', unknown: 'unreachable' }],
      sources: [
        {
          source: 'cluster spoke',
          kind: 'cluster',
          asOf: 1,
          problem: { unknown: 'unreachable', message: 'dial tcp', since: 2 },
        },
      ],
    },
    [
      'Unknown: cluster spoke does not answer (platform)',
      '  Application pay-dev: as last seen',
      '  Quota compute: as last seen',
      '  Secret db: as last seen',
      '  Certificate pay-tls: as last seen',
      '  Deployment web: as last seen',
      '  pay.example.com: as last seen',
      '  network of dev: as last seen',
      '  secrets of dev: as last seen',
      '  workloads of dev: as last seen',
      '  quota of dev: as last seen',
    ],
  ],
  'an Argo CD whose cluster does not answer': [
    {
      hub: [app({ health: { status: 'Degraded' } })],
      sources: [
        {
          source: 'cluster hub',
          kind: 'cluster',
          asOf: 1,
          problem: { unknown: 'timeout', message: 'no answer', since: 2 },
        },
      ],
    },
    [
      'Unknown: cluster hub does not answer (platform)',
      '  Application pay-dev: as last seen',
    ],
  ],
  'a cluster that hides its pods': [
    {
      unknown: [
        { cluster: 'spoke', group: '', kind: 'Pod', unknown: 'forbidden' },
      ],
    },
    [
      'Unknown: cluster spoke does not allow us to read it (platform)',
      '  pay.example.com: not known',
      '  Pod objects of dev: not known',
    ],
  ],
  'a sync that an admission policy denies': [
    {
      hub: [
        app({
          ...failedSync(
            'admission webhook "policy.example.com" denied the request: no latest tag',
            resource('', 'ConfigMap', 'web'),
          ),
          resources: [
            resource('apps', 'Deployment', 'web'),
            resource('', 'ConfigMap', 'web', { status: 'OutOfSync' }),
          ],
        }),
      ],
      spoke: [
        short(1),
        waitingPod('CreateContainerConfigError', 'configmap "web" not found'),
      ],
    },
    [
      'Degraded: Application pay-dev: ConfigMap/web: admission webhook "policy.example.com" denied the request: no latest tag (tenant)',
      '  Deployment web has 1 of 2 pods ready',
    ],
  ],
  'a sync that the quota refuses': [
    {
      hub: [
        app(
          failedSync(
            'persistentvolumeclaims "data" is forbidden: exceeded quota: compute, requested: pods=1',
            resource('', 'PersistentVolumeClaim', 'data'),
          ),
        ),
      ],
      spoke: [quota({ pods: '4' })],
    },
    [
      'Degraded: Quota compute is full: 4 of 4 pods (tenant)',
      '  the sync of Application pay-dev fails',
    ],
  ],
  'a webhook that does not answer': [
    {
      hub: [
        app(
          failedSync(
            'Internal error occurred: failed calling webhook "check.example.com": Post: dial tcp: connection refused',
            resource('', 'Service', 'web'),
          ),
        ),
      ],
      spoke: [
        short(1, [
          refused(
            'Internal error occurred: failed calling webhook "check.example.com": timeout',
          ),
        ]),
      ],
    },
    [
      'Degraded: admission webhook check.example.com does not answer (platform)',
      '  the sync of Application pay-dev fails',
      '  Deployment web has 1 of 2 pods ready',
    ],
  ],
  'manifests that cannot be made': [
    {
      hub: [
        app({
          sync: { status: 'Unknown' },
          conditions: [
            {
              type: 'ComparisonError',
              message: 'kustomize build failed: accumulating resources',
            },
          ],
        }),
      ],
    },
    [
      'Degraded: Application pay-dev: kustomize build failed: accumulating resources (tenant)',
    ],
  ],
  'a child Application that is unwell': [
    {
      hub: [
        app({
          ...degraded,
          resources: [resource('argoproj.io', 'Application', 'pay-dev.api')],
        }),
        application(
          {
            sync: { status: 'Synced' },
            health: { status: 'Degraded', message: 'it crashed' },
          },
          { name: 'pay-dev.api' },
        ),
      ],
    },
    [
      'Degraded: Application pay-dev.api: it crashed (tenant)',
      '  Application pay-dev is degraded',
    ],
  ],
  'an Application that does not go': [
    {
      hub: [
        app(
          {},
          {
            metadata: {
              deletionTimestamp: minutesAgo(60),
              finalizers: ['resources-finalizer.argocd.argoproj.io'],
            },
          },
        ),
      ],
    },
    [
      'Degraded: Application pay-dev: its deletion has not finished in 60 min: Deployment/web is still there; 2 more remain (platform)',
    ],
  ],
  'an autoscaler at its limit': [
    {
      spoke: [
        inPay('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', {
          spec: {
            maxReplicas: 2,
            scaleTargetRef: { kind: 'Deployment', name: 'web' },
          },
          status: {
            currentReplicas: 2,
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
    [
      'soon: Deployment web: Autoscaler web is at its limit of 2 and wants more (tenant)',
    ],
  ],
  'a quota that is nearly used up': [
    { spoke: [quota({ 'requests.cpu': '3700m' })] },
    ['soon: Quota compute: nearly used up: requests.cpu (tenant)'],
  ],
  'an Application that is not there': [
    { hub: [] },
    [
      'Missing: sync of dev: Argo CD has not created Application pay-dev yet (platform)',
    ],
  ],
  'two Deployments with the same trouble': [
    {
      spoke: [
        deployment('api', { readyReplicas: 1 }),
        deployment('web', { readyReplicas: 1 }),
        waitingPod('ErrImagePull', 'dial tcp: timeout'),
        waitingPod('ErrImagePull', 'dial tcp: timeout', 'api-7d9-a', 'api'),
      ],
    },
    [
      'Degraded: Deployment api, Deployment web: the registry cannot be reached (platform)',
    ],
  ],
  'a workload with two troubles of which one is the quota': [
    {
      spoke: [
        quota({ pods: '4' }),
        short(0, [
          refused(
            'pods "web-7d9-x" is forbidden: exceeded quota: compute, requested: pods=1',
          ),
        ]),
        waitingPod('ImagePullBackOff', 'not found'),
      ],
      without: ['Pod/web-7d9-b'],
    },
    [
      'Degraded: Quota compute is full: 4 of 4 pods (tenant)',
      '  Deployment web waits for 2 pods',
      'Degraded: Deployment web: the image does not exist (tenant)',
    ],
  ],
};

describe('causesOf', () => {
  it('tells nothing where all is well', () => {
    expect(causesWith()).toEqual([]);
  });

  it.each(Object.entries(faults))('tells %s', (_name, [fault, told]) => {
    expect(toldOf(causesWith(fault))).toEqual(told);
  });

  it('says since when by what follows, where the cause itself does not tell', () => {
    const since = Date.parse(minutesAgo(7));
    const message = 'exceeded quota: compute, requested: pods=1';
    const [cause] = causesWith({
      spoke: [
        quota({ pods: '4' }),
        short(1, [{ ...refused(message), lastTransitionTime: minutesAgo(7) }]),
      ],
    });
    expect(cause).toMatchObject({ id: expect.stringMatching(/^quota/), since });
  });

  it('has a next step for all of them that are not a matter of waiting', () => {
    const without = Object.entries(faults).flatMap(([name, [fault]]) =>
      causesWith(fault).some(({ next }) => next === undefined) ? [name] : [],
    );
    expect(without).toEqual([]);
  });
});
