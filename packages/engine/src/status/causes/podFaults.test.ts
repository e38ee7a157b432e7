import {
  Fault,
  app,
  causesWith,
  certificate,
  externalSecret,
  issuer,
  pod,
  quota,
  readyCondition,
  store,
  toldOf,
  waitingPod,
} from '../../testing/causeWorld';
import { inPay, minutesAgo } from '../../testing/cardWorld';
import { gateway, ok, slice } from '../../testing/networkWorld';
import {
  short,
  late,
  refused,
  broken,
  waits,
  pendingPod,
  neverFetched,
  folded,
} from '../../testing/causeFaults';

const pushing = (name: string, message: string) =>
  inPay('external-secrets.io/v1alpha1', 'PushSecret', name, {
    spec: {
      secretStoreRefs: [{ kind: 'ClusterSecretStore', name: 'vault' }],
      selector: { secret: { name: 'db' } },
    },
    status: readyCondition('False', 'Errored', message),
  });

const faults: Record<string, [fault: Fault, told: string[]]> = {
  'a Secret that is pushed and was never fetched': [
    {
      spoke: [
        neverFetched('error: Secret does not exist'),
        pushing('out', 'could not get source secret: secrets "db" not found'),
      ],
    },
    [
      'Degraded: Secret db: the path does not exist in the store (tenant)',
      '  PushSecret out is not pushed',
    ],
  ],
  'a store that takes nothing of what is pushed to it': [
    {
      spoke: [
        store(readyCondition('False', 'InvalidProviderConfig', 'x')),
        pushing('one', 'ClusterSecretStore "vault" is not ready'),
        pushing('two', 'ClusterSecretStore "vault" is not ready'),
      ],
    },
    [
      'Degraded: ClusterSecretStore vault is not ready (platform)',
      '  PushSecret one is not pushed',
      '  PushSecret two is not pushed',
    ],
  ],
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
      'Degraded: Deployment web: the registry cannot be reached (platform)',
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
};

describe('causesOf, of pods and what they need', () => {
  it.each(Object.entries(faults))('tells %s', (_name, [fault, told]) => {
    expect(toldOf(causesWith(fault))).toEqual(told);
  });

  it('has a next step for all of them that are not a matter of waiting', () => {
    const without = Object.entries(faults).flatMap(([name, [fault]]) =>
      causesWith(fault).some(({ next }) => next === undefined) ? [name] : [],
    );
    expect(without).toEqual([]);
  });
});
