import { KubernetesObject } from '../../model';
import { PlatformInput, platformSchema } from '../../platform';
import { UnknownEntry, arraySnapshot } from '../../snapshot';
import { smallPlatform } from '../../testing/smallPlatform';
import { networkStatus } from './networkStatus';

type Changes = Record<string, unknown>;

const gatewayApi = 'gateway.networking.k8s.io/v1';
const ok = (type: string, rest: Changes = {}) => ({
  type,
  status: 'True',
  reason: type,
  observedGeneration: 1,
  ...rest,
});

const klass = {
  apiVersion: gatewayApi,
  kind: 'GatewayClass',
  metadata: { name: 'cilium', generation: 1 },
  spec: { controllerName: 'example.com/controller' },
  status: { conditions: [ok('Accepted')] },
};

const gateway = (changes: { spec?: Changes; status?: unknown } = {}) => ({
  apiVersion: gatewayApi,
  kind: 'Gateway',
  metadata: { name: 'external', namespace: 'gateways', generation: 1 },
  spec: {
    gatewayClassName: 'cilium',
    listeners: [
      {
        name: 'https',
        port: 443,
        protocol: 'HTTPS',
        hostname: '*.example.com',
        allowedRoutes: { namespaces: { from: 'All' } },
      },
    ],
    ...changes.spec,
  },
  status:
    'status' in changes
      ? changes.status
      : {
          addresses: [{ value: '192.0.2.7' }],
          conditions: [ok('Accepted'), ok('Programmed')],
          listeners: [
            {
              name: 'https',
              conditions: [
                ok('Accepted'),
                ok('ResolvedRefs'),
                ok('Programmed'),
              ],
            },
          ],
        },
});

const parent = (conditions: unknown[], rest: Changes = {}) => ({
  parentRef: { name: 'external', namespace: 'gateways' },
  controllerName: 'example.com/controller',
  conditions,
  ...rest,
});

const route = (changes: { spec?: Changes; parents?: unknown[] } = {}) => ({
  apiVersion: gatewayApi,
  kind: 'HTTPRoute',
  metadata: { name: 'web', namespace: 'pay', generation: 1 },
  spec: {
    parentRefs: [{ name: 'external', namespace: 'gateways' }],
    hostnames: ['pay.example.com'],
    rules: [{ backendRefs: [{ name: 'web', port: 80 }] }],
    ...changes.spec,
  },
  status: {
    parents: changes.parents ?? [parent([ok('Accepted'), ok('ResolvedRefs')])],
  },
});

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'pay' },
  spec: {
    selector: { app: 'web' },
    ports: [{ name: 'http', port: 80, targetPort: 'web' }],
  },
};

const slice = (ready: boolean) => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: {
    name: 'web-x',
    namespace: 'pay',
    labels: { 'kubernetes.io/service-name': 'web' },
  },
  ports: [{ name: 'http', port: 8080 }],
  endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready } }],
});

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web-1', namespace: 'pay', labels: { app: 'web' } },
  spec: {
    containers: [
      { name: 'web', ports: [{ name: 'web', containerPort: 8080 }] },
    ],
  },
  status: { phase: 'Running', podIP: '10.0.0.1' },
};

const namespace = (
  name: string,
  labels?: Record<string, string>,
): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});
const namespaces = [
  namespace('pay', {
    'tenancy.groundwork.dev/tenant': 'pay',
    'tenancy.groundwork.dev/environment': 'dev',
  }),
  namespace('gateways'),
  namespace('kube-system'),
];

const policy = (name: string, spec: Changes): KubernetesObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: 'pay' },
  spec: { podSelector: {}, ...spec },
});
const deny = policy('deny', { policyTypes: ['Ingress', 'Egress'] });
const fromGateway = policy('from-gateway', {
  policyTypes: ['Ingress'],
  ingress: [
    {
      from: [
        {
          namespaceSelector: {
            matchLabels: { 'kubernetes.io/metadata.name': 'gateways' },
          },
        },
      ],
      ports: [{ port: 'web' }],
    },
  ],
});
const dns = (protocols: string[]) =>
  policy('dns', {
    policyTypes: ['Egress'],
    egress: [
      {
        to: [
          {
            namespaceSelector: {
              matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' },
            },
            podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
          },
        ],
        ports: protocols.map(protocol => ({ protocol, port: 53 })),
      },
    ],
  });

const input: PlatformInput = smallPlatform();
const platform = platformSchema.parse({
  ...input,
  environments: [
    {
      ...input.environments[0],
      name: 'dev',
      cluster: 'spoke',
      gateways: [
        {
          name: 'external',
          namespace: 'gateways',
          listeners: [{ name: 'https', protocol: 'HTTPS', port: 443 }],
          dataPlane: { namespace: 'gateways', podLabels: { app: 'envoy' } },
        },
      ],
    },
  ],
});

function statusOf(objects: KubernetesObject[], unknowns: UnknownEntry[] = []) {
  const snapshot = arraySnapshot(
    [{ cluster: 'spoke', objects: [...namespaces, ...objects], asOf: 5 }],
    unknowns,
  );
  return networkStatus('pay', snapshot, { platform, now: 10 });
}

const estate = (changes: {
  gateway?: KubernetesObject;
  route?: KubernetesObject;
  slice?: KubernetesObject;
  others?: KubernetesObject[];
}) => [
  klass,
  changes.gateway ?? gateway(),
  changes.route ?? route(),
  service,
  changes.slice ?? slice(true),
  pod,
  ...(changes.others ?? []),
];

function brokenOf(objects: KubernetesObject[]) {
  const [status] = statusOf(objects).routes;
  const hop = status.hops[status.brokenHop ?? -1];
  return { kind: hop?.kind, why: status.why, mender: status.mender };
}

describe('networkStatus', () => {
  it('follows a request hop by hop when all is well', () => {
    const status = statusOf(estate({}));
    expect(status).toMatchObject({ state: 'Healthy', why: '' });
    const [first] = status.routes;
    expect(first).toMatchObject({
      state: 'Healthy',
      environment: 'dev',
      hostnames: ['pay.example.com'],
    });
    expect(first.brokenHop).toBeUndefined();
    expect(first.hops.map(({ kind, detail }) => `${kind}: ${detail}`)).toEqual([
      'address: 192.0.2.7',
      'gateway: gateways/external',
      'listener: https :443 · *.example.com',
      'route: HTTPRoute web',
      'service: web:80',
      'endpoints: 1 of 1 endpoints ready',
      'policy: no policy isolates these pods',
    ]);
  });

  it('knows a route that nobody has answered for as unknown, not as healthy', () => {
    expect(
      statusOf(estate({ route: route({ parents: [] }) })).routes[0],
    ).toMatchObject({ state: 'Unknown', why: 'no controller has answered' });
  });

  it('leaves out what another controller once wrote', () => {
    const stranger = parent([ok('Accepted')], {
      controllerName: 'example.org/other',
    });
    expect(
      statusOf(estate({ route: route({ parents: [stranger] }) })).routes[0].why,
    ).toBe('no controller has answered');
  });

  it('counts a report from before the last change as progressing', () => {
    const stale = parent([
      ok('Accepted', { observedGeneration: 0 }),
      ok('ResolvedRefs'),
    ]);
    expect(
      statusOf(estate({ route: route({ parents: [stale] }) })).routes[0],
    ).toMatchObject({
      state: 'Progressing',
      why: 'the controller has not caught up with the last change',
    });
  });

  it('sets its own word beside a controller that accepts what no listener takes', () => {
    const status = statusOf(
      estate({ route: route({ spec: { hostnames: ['pay.other.org'] } }) }),
    );
    const [first] = status.routes;
    expect(first).toMatchObject({
      state: 'Degraded',
      brokenHop: 2,
      why: 'pay.other.org is not under *.example.com, the names that external takes',
      mender: 'tenant',
    });
    expect(first.hops[3]).toMatchObject({
      kind: 'route',
      controllerSays: 'Accepted',
      verdict: { state: 'Degraded' },
    });
    expect(status.why).toBe(`dev: pay.other.org: ${first.why}`);
  });

  it('blames the platform for a gateway without an address', () => {
    expect(
      brokenOf(
        estate({
          gateway: gateway({
            status: { conditions: [ok('Accepted'), ok('Programmed')] },
          }),
        }),
      ),
    ).toEqual({
      kind: 'address',
      why: 'the gateway has no address',
      mender: 'platform',
    });
  });

  it('finds a gateway that does not exist', () => {
    const refs = [{ name: 'gone', namespace: 'gateways' }];
    expect(
      brokenOf(estate({ route: route({ spec: { parentRefs: refs } }) })),
    ).toEqual({
      kind: 'gateway',
      why: 'Gateway gateways/gone does not exist',
      mender: 'tenant',
    });
  });

  it('finds a listener that only takes routes of its own namespace', () => {
    const listeners = [{ name: 'http', port: 80, protocol: 'HTTP' }];
    expect(
      brokenOf(estate({ gateway: gateway({ spec: { listeners } }) })),
    ).toEqual({
      kind: 'listener',
      why: 'no listener of external takes routes from namespace pay',
      mender: 'platform',
    });
  });

  const to = (backend: Changes) =>
    route({ spec: { rules: [{ backendRefs: [backend] }] } });

  it.each([
    [
      'a Service that is not there',
      { name: 'gone', port: 80 },
      'Service pay/gone does not exist',
    ],
    [
      'a port that the Service lacks',
      { name: 'web', port: 81 },
      'Service web has no port 81; it has 80',
    ],
    [
      'a Service that another namespace does not grant',
      { name: 'web', port: 80, namespace: 'other' },
      'namespace other has no ReferenceGrant for HTTPRoutes of pay',
    ],
  ])('finds %s', (_title, backend, why) => {
    expect(brokenOf(estate({ route: to(backend) }))).toEqual({
      kind: 'service',
      why,
      mender: 'tenant',
    });
  });

  it('finds a rule that sends requests nowhere', () => {
    const rules = [{ backendRefs: [{ name: 'web', port: 80, weight: 0 }] }];
    expect(brokenOf(estate({ route: route({ spec: { rules } }) })).why).toBe(
      'rule 1 has no backend that takes requests',
    );
  });

  it('does not ask a redirect for a backend', () => {
    const rules = [{ filters: [{ type: 'RequestRedirect' }] }];
    expect(
      statusOf(estate({ route: route({ spec: { rules } }) })).routes[0].state,
    ).toBe('Healthy');
  });

  it('finds pods that are not ready', () => {
    expect(brokenOf(estate({ slice: slice(false) }))).toEqual({
      kind: 'endpoints',
      why: 'none of the 1 pods behind Service web is ready',
      mender: 'tenant',
    });
  });

  it('finds a policy that shuts the gateway out, although the route is accepted', () => {
    expect(brokenOf(estate({ others: [deny] }))).toEqual({
      kind: 'policy',
      why: 'the pods are isolated by deny, and no policy admits TCP 8080 from gateway external',
      mender: 'platform',
    });
    expect(
      statusOf(estate({ others: [deny, fromGateway] })).routes[0].state,
    ).toBe('Healthy');
  });

  it('does not know where nobody could read, and keeps the rest', () => {
    const status = statusOf(estate({}), [
      {
        cluster: 'spoke',
        group: 'discovery.k8s.io',
        kind: 'EndpointSlice',
        unknown: 'forbidden',
      },
    ]);
    expect(status.routes[0]).toMatchObject({
      state: 'Unknown',
      why: 'cluster spoke does not let us read it',
    });
  });

  it('stays unknown when the routes of a cluster cannot be read', () => {
    expect(
      statusOf(estate({}), [{ cluster: 'spoke', unknown: 'unreachable' }]),
    ).toMatchObject({ state: 'Unknown' });
  });

  it('takes a cluster without a kind of route as one that has none', () => {
    expect(
      statusOf(estate({}), [
        {
          cluster: 'spoke',
          group: 'gateway.networking.k8s.io',
          kind: 'UDPRoute',
          unknown: 'notServed',
        },
      ]).state,
    ).toBe('Healthy');
  });

  describe('tells how far a namespace is isolated', () => {
    const isolationOf = (others: KubernetesObject[]) => {
      const { policies: _policies, ...rest } = statusOf(estate({ others }))
        .isolation[0];
      return rest;
    };

    it('not at all without a policy', () => {
      expect(isolationOf([])).toEqual({
        environment: 'dev',
        namespace: 'pay',
        ingress: 'open',
        egress: 'open',
        dnsAllowed: 'yes',
      });
    });

    it('both ways by a policy for all pods, and then without DNS', () => {
      expect(isolationOf([deny])).toMatchObject({
        ingress: 'isolated',
        egress: 'isolated',
        dnsAllowed: 'no',
        why: 'no policy lets pods ask DNS on UDP 53 and TCP 53',
      });
    });

    it('with DNS only over both protocols', () => {
      expect(isolationOf([deny, dns(['UDP', 'TCP'])])).toMatchObject({
        dnsAllowed: 'yes',
      });
      expect(isolationOf([deny, dns(['UDP'])])).toMatchObject({
        dnsAllowed: 'no',
        why: 'no policy lets pods ask DNS on TCP 53',
      });
    });

    it('partly where policies select some pods only', () => {
      const other = {
        ...pod,
        metadata: { ...pod.metadata, name: 'db', labels: { app: 'db' } },
      };
      const some = policy('some', {
        podSelector: { matchLabels: { app: 'db' } },
      });
      expect(isolationOf([other, some])).toMatchObject({
        ingress: 'partly',
        egress: 'open',
      });
    });

    it('not by a policy that allows everything', () => {
      expect(
        isolationOf([deny, policy('all', { ingress: [{}] })]),
      ).toMatchObject({ ingress: 'open', egress: 'isolated' });
    });
  });
});
