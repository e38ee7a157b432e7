import { KubernetesObject } from '../../model';
import { arraySnapshot } from '../../snapshot';
import {
  Fault,
  app,
  cardsWith,
  causePlatform,
  causesWith,
  certificate,
  deployment,
  externalSecret,
  issuer,
  quota,
  readyCondition,
  resource,
  store,
  toldOf,
} from '../../testing/causeWorld';
import { deny, gateway, ok, parent, route } from '../../testing/networkWorld';
import { inPay, now } from '../../testing/cardWorld';
import { degraded, waits } from '../../testing/causeFaults';
import { networkStatus } from '../network';
import { secretsStatus } from '../secrets';
import { causesOf } from './causesOf';
import { absentIn } from './messages';

const told = (fault: Fault) => toldOf(causesWith(fault));

const namespace = (environment: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: 'pay',
    labels: {
      'tenancy.groundwork.dev/tenant': 'pay',
      'tenancy.groundwork.dev/environment': environment,
    },
  },
});

describe('a route that no listener takes', () => {
  const lost = (reason: string) =>
    route({
      spec: {
        parentRefs: [
          { name: 'external', namespace: 'gateways', sectionName: 'none' },
        ],
      },
      parents: [
        parent(
          [
            {
              type: 'Accepted',
              status: 'False',
              reason,
              message: 'the controller in its own words',
              observedGeneration: 1,
            },
          ],
          {
            parentRef: {
              name: 'external',
              namespace: 'gateways',
              sectionName: 'none',
            },
          },
        ),
      ],
    });

  it('is one cause, whatever its controller calls it', () => {
    const causes = causesWith({ route: lost('NoMatchingParent') });
    expect(causes).toHaveLength(1);
    expect(causes[0].findings).toHaveLength(1);
    // Something else that a controller says of it is told.
    expect(causesWith({ route: lost('UnsupportedValue') })).toHaveLength(2);
  });

  it('is what the Application that brought it follows from', () => {
    const causes = causesWith({
      route: lost('NoMatchingParent'),
      hub: [
        app({
          ...degraded,
          resources: [
            resource('gateway.networking.k8s.io', 'HTTPRoute', 'web', degraded),
          ],
        }),
      ],
    });
    expect(causes.map(({ id }) => id)).toEqual([
      expect.stringMatching(/^network\/dev\/.*HTTPRoute\/pay\/web$/),
    ]);
    expect(causes[0].follows.map(({ card }) => card)).toEqual(['sync']);
  });
});

describe('a route that is on its way', () => {
  const since = (minutes: number) => {
    const { cards, snapshot } = cardsWith();
    const [first, ...rest] = cards.network.routes;
    const progressing = {
      ...first,
      state: 'Progressing' as const,
      why: 'the controller has not processed the last change yet',
      since: now - minutes * 60_000,
    };
    return causesOf(
      {
        ...cards,
        network: {
          ...cards.network,
          state: 'Progressing',
          routes: [progressing, ...rest],
        },
        sources: [{ source: 'cluster spoke', kind: 'cluster', asOf: now }],
      },
      snapshot,
    );
  };

  it('is told once that takes so long that nobody may work on it', () => {
    expect(since(9)).toEqual([]);
    expect(since(11)).toMatchObject([{ state: 'Progressing' }]);
  });
});

describe('things that only share a name', () => {
  it('do not hang on a store of another cluster', () => {
    const { cards } = cardsWith();
    const broken = externalSecret(
      readyCondition('False', 'SecretSyncedError', 'could not get secret data'),
    );
    const snapshot = arraySnapshot([
      { cluster: 'hub', objects: [], asOf: now },
      {
        cluster: 'spoke',
        objects: [namespace('dev'), store(readyCondition('False')), broken],
        asOf: now,
      },
      {
        cluster: 'prod',
        objects: [namespace('prod'), store(), broken],
        asOf: now,
      },
    ]);
    const secrets = secretsStatus(
      { name: 'pay', environments: ['dev', 'prod'] },
      snapshot,
      { platform: causePlatform, now },
    );
    const causes = causesOf({ ...cards, secrets }, snapshot);
    expect(
      causes
        .filter(({ id }) => id.includes('SecretStore'))
        .flatMap(({ follows }) =>
          follows.map(({ environments }) => environments),
        ),
    ).toEqual([['dev']]);
    expect(causes.map(({ id }) => id)).toContain(
      'secrets/prod/external-secrets.io/ExternalSecret/pay/db',
    );
  });

  it('do not hide what another group calls alike', () => {
    const foreign = {
      hub: [
        app({
          ...degraded,
          resources: [
            resource('deploy.example.com', 'Deployment', 'web', {
              health: { status: 'Degraded', message: 'it fell over' },
            }),
            resource('example.com', 'Thing', 'x', {
              health: { status: 'Degraded', message: 'broken' },
            }),
          ],
        }),
      ],
      spoke: [
        deployment('web', {
          readyReplicas: 0,
          conditions: [
            { type: 'Progressing', status: 'False', reason: 'x', message: 'y' },
          ],
        }),
      ],
    };
    const lines = told(foreign).join('\n');
    expect(lines).toContain('it fell over');
    expect(
      causesWith(foreign)
        .filter(({ text }) => text.startsWith('Deployment web: its new pods'))
        .flatMap(({ follows }) => follows.map(({ id }) => id)),
    ).not.toContain('sync/dev/argoproj.io/Application/argocd/pay-dev');
  });

  it('do not hang on an issuer of another group', () => {
    const foreign = {
      apiVersion: 'cert-manager.io/v1',
      kind: 'ClusterIssuer',
      metadata: { name: 'acme' },
      status: readyCondition('False'),
    };
    const waiting = inPay('cert-manager.io/v1', 'Certificate', 'pay-tls', {
      spec: {
        secretName: 'pay-tls',
        dnsNames: ['pay.example.com'],
        issuerRef: {
          group: 'ca.example.com',
          kind: 'ClusterIssuer',
          name: 'acme',
        },
      },
      status: readyCondition('False', '', 'waits'),
    });
    expect(told({ spoke: [foreign, waiting] }).join('\n')).not.toContain(
      'acme',
    );
  });

  it('are told apart by the namespace that a message names', () => {
    expect(absentIn('Service shared/web does not exist')).toEqual({
      group: '',
      kind: 'Service',
      namespace: 'shared',
      name: 'web',
    });
    expect(absentIn('Service web does not exist')).toEqual({
      group: '',
      kind: 'Service',
      name: 'web',
    });
  });

  it('do not hang on a quota of a namespace where the Application deploys nothing', () => {
    const fault = {
      hub: [
        app({
          health: { status: 'Healthy' },
          sync: { status: 'OutOfSync' },
          operationState: {
            phase: 'Failed',
            message: 'one or more objects failed to apply',
            syncResult: {
              resources: [
                {
                  ...resource('', 'Pod', 'x'),
                  namespace: 'elsewhere',
                  status: 'SyncFailed',
                  message: 'exceeded quota: compute, requested: pods=1',
                },
              ],
            },
          },
        }),
      ],
      spoke: [quota({ pods: '4' })],
    };
    const [full] = causesWith(fault).filter(({ id }) => id.includes('Quota'));
    expect(full.follows).toEqual([]);
  });
});

describe('two faults at once', () => {
  const denied =
    'Degraded: pay.example.com: the pods are isolated by deny, and no policy allows TCP 8080 from gateway external (platform)';
  const crash = waits('CrashLoopBackOff', 'back-off', {
    lastState: { terminated: { exitCode: 2, reason: 'Error' } },
  });
  const addressless = gateway({
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
  });

  it('of one route are two causes', () => {
    const { spoke = [] } = crash;
    expect(told({ ...crash, hub: [app()], spoke: [...spoke, deny] })).toEqual([
      'Degraded: Deployment web: web keeps ending: exit code 2 (tenant)',
      '  pay.example.com answers 503',
      denied,
    ]);
    expect(told({ gateway: addressless, spoke: [deny] })).toEqual([
      'Degraded: pay.example.com: the gateway has no address (platform)',
      denied,
    ]);
    // Nothing answers where no request gets in.
    expect(told({ ...crash, hub: [app()], gateway: addressless })).toEqual([
      'Degraded: Deployment web: web keeps ending: exit code 2 (tenant)',
      '  pay.example.com does not serve',
      'Degraded: pay.example.com: the gateway has no address (platform)',
    ]);
  });

  it('of a store and of an issuer are not one', () => {
    expect(
      told({
        spoke: [
          store(readyCondition('False')),
          externalSecret(readyCondition('False', 'SecretSyncedError', 'x')),
          issuer(readyCondition('False')),
          certificate(readyCondition('False', 'DoesNotExist')),
        ],
      }).filter(line => !line.startsWith(' ')),
    ).toEqual([
      'Degraded: ClusterSecretStore vault is not ready (platform)',
      'Degraded: ClusterIssuer acme is not ready (platform)',
    ]);
  });

  it('are a path that a store did not find and the store, which answered', () => {
    const broken = (name: string, message: string) =>
      externalSecret(
        readyCondition('False', 'SecretSyncedError', message),
        name,
      );
    expect(
      told({
        spoke: [
          store(readyCondition('False')),
          broken('one', 'Secret does not exist'),
          broken('two', 'could not get secret data from provider'),
        ],
      }),
    ).toEqual([
      'Degraded: ClusterSecretStore vault is not ready (platform)',
      '  Secret two is not fetched',
      'Degraded: Secret one: the path does not exist in the store (tenant)',
    ]);
  });
});

describe('what could not be read', () => {
  const unknown = (group: string, kind: string) => [
    { cluster: 'spoke', group, kind, unknown: 'forbidden' as const },
  ];

  it('is told of routes beside one that is broken', () => {
    const { snapshot } = cardsWith({
      unknown: unknown('gateway.networking.k8s.io', 'GRPCRoute'),
      spoke: [deny],
    });
    const { cards } = cardsWith({ spoke: [deny] });
    const network = networkStatus(
      { name: 'pay', environments: ['dev'] },
      snapshot,
      { platform: causePlatform, now },
    );
    expect(network.state).toBe('Degraded');
    expect(
      toldOf(
        causesOf(
          { ...cards, network: { ...network, isolation: [] } },
          snapshot,
        ),
      ).join('\n'),
    ).toContain('cluster spoke does not allow us to read it');
  });

  it('is told of policies, though all routes are well', () => {
    const { snapshot } = cardsWith({
      unknown: unknown('networking.k8s.io', 'NetworkPolicy'),
    });
    const { cards } = cardsWith();
    const { isolation } = networkStatus(
      { name: 'pay', environments: ['dev'] },
      snapshot,
      { platform: causePlatform, now },
    );
    expect(
      toldOf(
        causesOf(
          { ...cards, network: { ...cards.network, isolation } },
          snapshot,
        ),
      ),
    ).toEqual([
      'Unknown: cluster spoke does not allow us to read it (platform)',
      '  isolation of namespace pay: not known',
    ]);
  });
});
