import { KubernetesObject } from '../../model';
import {
  Fault,
  app,
  causesWith,
  certificate,
  deployment,
  externalSecret,
  issuer,
  pod,
  quota,
  readyCondition,
  resource,
  store,
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

/** A Deployment with this many of its two pods ready. */
const short = (
  ready = 0,
  conditions: object[] = [],
  name = 'web',
): KubernetesObject =>
  deployment(name, {
    readyReplicas: ready,
    availableReplicas: ready,
    conditions,
  });
const late = {
  type: 'Progressing',
  status: 'False',
  reason: 'ProgressDeadlineExceeded',
  message: 'ReplicaSet "web-7d9" has timed out progressing.',
};
const refused = (message: string) => ({
  type: 'ReplicaFailure',
  status: 'True',
  reason: 'FailedCreate',
  message,
});
const degraded = { health: { status: 'Degraded' } };
const failedSync = (message: string, object: object) => ({
  sync: { status: 'OutOfSync', revision: 'a'.repeat(40) },
  operationState: {
    phase: 'Failed',
    message: 'one or more objects failed to apply',
    finishedAt: minutesAgo(5),
    syncResult: {
      revision: 'a'.repeat(40),
      resources: [{ ...object, status: 'SyncFailed', message }],
    },
  },
});
const broken = (...pods: KubernetesObject[]): Fault => ({
  hub: [app(degraded)],
  spoke: [short(0, [late]), ...pods],
  without: ['Pod/web-7d9-b', ...(pods.length > 0 ? [] : ['Pod/web-7d9-a'])],
  slice: slice(false),
});
const waits = (reason: string, message: string, container: object = {}) =>
  broken(waitingPod(reason, message, 'web-7d9-a', 'web', container));
const pendingPod = (message: string) =>
  pod('web-7d9-a', 'web', {
    phase: 'Pending',
    conditions: [
      {
        type: 'PodScheduled',
        status: 'False',
        reason: 'Unschedulable',
        message,
      },
    ],
  });

const neverFetched = (message: string) =>
  externalSecret(readyCondition('False', 'SecretSyncedError', message));
const folded = [
  '  Application pay-dev is degraded',
  '  pay.example.com answers 503',
];

const faults: Record<string, [fault: Fault, told: string[]]> = {
  'a full quota': [
    {
      hub: [app({ health: { status: 'Progressing' } })],
      spoke: [
        quota({ pods: '4' }),
        short(0, [
          refused(
            'pods "web-7d9-x" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=4, limited: pods=4',
          ),
        ]),
      ],
      without: ['Pod/web-7d9-a', 'Pod/web-7d9-b'],
      slice: slice(false),
    },
    [
      'Degraded: Quota compute is full: 4 of 4 pods (tenant)',
      '  Deployment web waits for 2 pods',
      '  Application pay-dev waits for it',
      '  pay.example.com answers 503',
    ],
  ],
  'a quota that still has a little and too little': [
    {
      spoke: [
        quota({ 'requests.cpu': '3800m' }),
        short(1, [
          refused(
            'pods "web-7d9-x" is forbidden: exceeded quota: compute, requested: requests.cpu=500m, used: requests.cpu=3800m, limited: requests.cpu=4',
          ),
        ]),
      ],
    },
    [
      'Degraded: Quota compute has no room for more pods: 3800m of 4 requests.cpu (tenant)',
      '  Deployment web waits for 1 pod',
    ],
  ],
  'an image that is not there': [
    waits('ImagePullBackOff', 'registry/web:9: not found'),
    ['Degraded: Deployment web: the image does not exist (tenant)', ...folded],
  ],
  'a registry that does not answer': [
    waits('ErrImagePull', 'dial tcp 10.0.0.9:443: i/o timeout'),
    [
      'Degraded: Deployment web: the registry can not be reached (platform)',
      ...folded,
    ],
  ],
  'a program that ends': [
    waits('CrashLoopBackOff', 'back-off', {
      lastState: { terminated: { exitCode: 2, reason: 'Error' } },
    }),
    [
      'Degraded: Deployment web: web keeps ending: exit code 2 (tenant)',
      ...folded,
    ],
  ],
  'too little memory': [
    waits('CrashLoopBackOff', 'back-off', {
      lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } },
    }),
    [
      'Degraded: Deployment web: web keeps running out of memory (tenant)',
      ...folded,
    ],
  ],
  'no room on any node': [
    broken(pendingPod('0/5 nodes are available: 5 Insufficient memory.')),
    ['Degraded: Deployment web: no node has room for it (platform)', ...folded],
  ],
  'a volume that does not come': [
    broken(
      pendingPod(
        '0/5 nodes are available: pod has unbound immediate PersistentVolumeClaims.',
      ),
    ),
    [
      'Degraded: Deployment web: its volume is not there yet (platform)',
      ...folded,
    ],
  ],
  'a node that is lost': [
    broken(
      pod(
        'web-7d9-a',
        'web',
        {
          conditions: [
            { type: 'Ready', status: 'False' },
            {
              type: 'DisruptionTarget',
              status: 'True',
              reason: 'DeletionByTaintManager',
            },
          ],
        },
        {
          metadata: { deletionTimestamp: minutesAgo(30) },
          spec: { nodeName: 'n1', containers: [{ name: 'web' }] },
        },
      ),
    ),
    [
      'Degraded: node n1 is lost or keeps all pods away (platform)',
      '  Deployment web has 0 of 2 pods ready',
      ...folded,
    ],
  ],
  'a store that is not ready': [
    {
      ...waits('CreateContainerConfigError', 'secret "db" not found'),
      spoke: [
        short(0, [late]),
        waitingPod('CreateContainerConfigError', 'secret "db" not found'),
        neverFetched('could not get secret data from provider'),
        store(readyCondition('False', 'InvalidProviderConfig', 'x509')),
      ],
    },
    [
      'Degraded: ClusterSecretStore vault is not ready (platform)',
      '  Secret db is not fetched',
      '  Deployment web has 0 of 2 pods ready',
      ...folded,
    ],
  ],
  'a path that is not in the store': [
    {
      ...waits('CreateContainerConfigError', 'secret "db" not found'),
      spoke: [
        short(0, [late]),
        waitingPod('CreateContainerConfigError', 'secret "db" not found'),
        neverFetched('Secret does not exist'),
      ],
    },
    [
      'Degraded: Secret db: the path does not exist in the store (tenant)',
      '  Deployment web has 0 of 2 pods ready',
      ...folded,
    ],
  ],
  'a Secret that nothing makes': [
    waits('CreateContainerConfigError', 'secret "other" not found'),
    [
      'Degraded: Deployment web: Secret other that it needs is not there (tenant)',
      ...folded,
    ],
  ],
  'a secret that is late and was fetched once': [
    {
      spoke: [
        externalSecret({
          ...readyCondition('False', 'SecretSyncedError', 'Code: 503'),
          refreshTime: minutesAgo(300),
        }),
      ],
    },
    ['Degraded: Secret db: the store is sealed or away (platform)'],
  ],
  'an issuer that is not ready': [
    {
      spoke: [
        certificate(readyCondition('False', 'DoesNotExist')),
        issuer(readyCondition('False', 'ErrRegisterACMEAccount', 'acme')),
      ],
    },
    [
      'Degraded: ClusterIssuer acme is not ready (platform)',
      '  Certificate pay-tls is not issued',
    ],
  ],
  'a certificate that a listener waits for': [
    {
      spoke: [
        certificate(
          readyCondition(
            'False',
            'Failed',
            'acme:error:caa CAA record forbids',
          ),
        ),
      ],
      gateway: gateway({
        spec: {
          listeners: [
            {
              name: 'https',
              port: 443,
              protocol: 'HTTPS',
              hostname: '*.example.com',
              allowedRoutes: { namespaces: { from: 'All' } },
              tls: {
                certificateRefs: [{ name: 'pay-tls', namespace: 'pay' }],
              },
            },
          ],
        },
        status: {
          addresses: [{ value: '192.0.2.7' }],
          conditions: [ok('Accepted'), ok('Programmed')],
          listeners: [
            {
              name: 'https',
              conditions: [
                ok('Accepted'),
                ok('ResolvedRefs', {
                  status: 'False',
                  reason: 'InvalidCertificateRef',
                  message: 'Secret pay/pay-tls not found',
                }),
                ok('Programmed'),
              ],
            },
          ],
        },
      }),
    },
    [
      'Degraded: Certificate pay-tls: a CAA record of the domain does not allow this issuer (platform)',
      '  pay.example.com does not serve',
    ],
  ],
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
      '  secrets of dev: as last seen',
      '  workloads of dev: as last seen',
      '  quota of dev: as last seen',
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
  'manifests that can not be made': [
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
      'Degraded: Deployment api, Deployment web: the registry can not be reached (platform)',
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
