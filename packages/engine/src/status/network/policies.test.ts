import { KubernetesObject } from '../../model';
import {
  brokenOf,
  deny,
  estate,
  pod,
  policy,
  route,
  slice,
  statusOf,
} from '../../testing/networkWorld';

const of = (
  apiVersion: string,
  kind: string,
  name: string,
  rest: Record<string, unknown> = {},
  namespace?: string,
): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace ? { namespace } : {}) },
  ...rest,
});
const routeOf = (...others: KubernetesObject[]) => {
  const [first] = statusOf(estate({ others })).routes;
  return { state: first.state, why: first.why };
};
const isolationOf = (...others: KubernetesObject[]) =>
  statusOf(estate({ others })).isolation[0];

describe('policies that nobody here evaluates', () => {
  it.each([
    ['policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy', undefined],
    [
      'policy.networking.k8s.io/v1alpha1',
      'BaselineAdminNetworkPolicy',
      undefined,
    ],
    ['policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy', undefined],
    ['crd.projectcalico.org/v1', 'GlobalNetworkPolicy', undefined],
    ['projectcalico.org/v3', 'NetworkPolicy', 'pay'],
    ['crd.antrea.io/v1beta1', 'ClusterNetworkPolicy', undefined],
    ['networking.k8s.aws/v1alpha1', 'ApplicationNetworkPolicy', 'pay'],
    ['networking.k8s.aws/v1alpha1', 'ClusterNetworkPolicy', undefined],
    ['security.istio.io/v1', 'AuthorizationPolicy', 'pay'],
    ['security.istio.io/v1', 'AuthorizationPolicy', 'istio-system'],
  ])('leave it open when there is one: %s %s', (version, kind, namespace) => {
    const some = of(version, kind, 'lock', {}, namespace);
    expect(routeOf(some)).toEqual({
      state: 'Unknown',
      why: `${kind} lock is not evaluated here`,
    });
    expect(isolationOf(some)).toMatchObject({ ingress: 'unknown' });
  });

  it('play no part in another namespace', () => {
    const other = of(
      'security.istio.io/v1',
      'AuthorizationPolicy',
      'x',
      {},
      'o',
    );
    expect(routeOf(other).state).toBe('Healthy');
  });

  it('cannot open what is shut where they only shut, and may where they can', () => {
    const mesh = of(
      'security.istio.io/v1',
      'AuthorizationPolicy',
      'm',
      {},
      'pay',
    );
    expect(routeOf(deny, mesh).state).toBe('Degraded');
    expect(isolationOf(deny, mesh).ingress).toBe('isolated');
    const admin = of(
      'policy.networking.k8s.io/v1alpha1',
      'AdminNetworkPolicy',
      'a',
    );
    expect(routeOf(deny, admin).state).toBe('Unknown');
    expect(isolationOf(deny, admin).ingress).toBe('unknown');
  });

  it('concern only what goes out where they are for that', () => {
    const firewall = of('k8s.ovn.org/v1', 'EgressFirewall', 'f', {}, 'pay');
    expect(routeOf(firewall).state).toBe('Healthy');
    expect(isolationOf(firewall)).toMatchObject({
      ingress: 'open',
      egress: 'unknown',
      dnsAllowed: 'unknown',
    });
  });

  it('are named when they cannot be read', () => {
    const [first] = statusOf(estate({}), [
      {
        cluster: 'spoke',
        group: 'security.istio.io',
        kind: 'AuthorizationPolicy',
        unknown: 'forbidden',
      },
    ]).routes;
    expect(first).toMatchObject({
      state: 'Unknown',
      why: 'AuthorizationPolicy (cluster spoke does not allow us to read it) and 1 more are not evaluated here',
    });
  });
});

describe('policies of Cilium where the platform names no network', () => {
  const cilium = (spec: Record<string, unknown>) =>
    of(
      'cilium.io/v2',
      'CiliumNetworkPolicy',
      'c',
      { spec: { endpointSelector: {}, ...spec } },
      'pay',
    );
  const toPorts = (rules?: unknown) => [
    { ports: [{ port: '8080', protocol: 'TCP' }], ...(rules ? { rules } : {}) },
  ];

  it('count', () => {
    expect(routeOf(cilium({ ingress: [{}] }))).toEqual({
      state: 'Degraded',
      why: 'the pods are isolated by c, and no policy allows TCP 8080 from gateway external',
    });
  });

  it('do not count as open where they look at requests', () => {
    const http = { http: [{ method: 'GET' }] };
    expect(
      routeOf(cilium({ ingress: [{ toPorts: toPorts(http) }] })).state,
    ).toBe('Unknown');
    expect(
      routeOf(
        cilium({
          ingress: [{ toPorts: toPorts(http) }, { toPorts: toPorts() }],
        }),
      ).state,
    ).toBe('Healthy');
  });

  it('leave it open whom a deny rule for a group means', () => {
    const denied = { ingressDeny: [{ fromGroups: [{ aws: {} }] }] };
    expect(
      routeOf(cilium({ ...denied, ingress: [{ toPorts: toPorts() }] })).state,
    ).toBe('Unknown');
  });
});

describe('pods', () => {
  const withSpec = (spec: Record<string, unknown>) => ({
    ...pod,
    metadata: { ...pod.metadata, name: 'web-2' },
    spec: { ...pod.spec, ...spec },
  });
  const replaced = (object: KubernetesObject, ...others: KubernetesObject[]) =>
    statusOf([
      ...estate({ others }).filter(({ kind }) => kind !== 'Pod'),
      object,
    ]);

  it('are not accused for policies that do not bind them', () => {
    const [first] = replaced(withSpec({ hostNetwork: true }), deny).routes;
    expect(first.state).toBe('Healthy');
  });

  it('without the port that a Service names are told apart from none', () => {
    const empty = { ...slice(true), endpoints: [] };
    const bare = withSpec({ containers: [{ name: 'web' }] });
    const broken = (objects: KubernetesObject[]) => brokenOf(objects).why;
    const world = estate({ slice: empty }).filter(({ kind }) => kind !== 'Pod');
    expect(broken(world)).toBe(
      'Service web has no endpoints: no running pod matches its selector',
    );
    expect(broken([...world, bare])).toBe(
      'Service web has no endpoints: none of the 1 pods it selects has a TCP port called web',
    );
  });

  it('in an ambient mesh are let in through its tunnel or at their port', () => {
    const labels = { app: 'web', 'istio.io/dataplane-mode': 'ambient' };
    const member = { ...pod, metadata: { ...pod.metadata, labels } };
    const letIn = (...ports: unknown[]) =>
      policy('let-in', { policyTypes: ['Ingress'], ingress: [{ ports }] });
    const stateOf = (...ports: unknown[]) =>
      replaced(member, letIn(...ports)).routes[0].state;
    expect(stateOf({ port: 8080 }, { port: 15008 })).toBe('Healthy');
    expect(stateOf({ port: 9090 })).toBe('Degraded');
    expect(stateOf({ port: 8080 })).toBe('Unknown');
    expect(stateOf({ port: 15008 })).toBe('Unknown');
    expect(replaced(pod, letIn({ port: 8080 })).routes[0].state).toBe(
      'Healthy',
    );
  });

  it('of a Service without selector are nobody’s', () => {
    const world = estate({ slice: { ...slice(true), endpoints: [] } }).map(
      object =>
        object.kind === 'Service'
          ? { ...object, spec: { ports: [{ name: 'http', port: 80 }] } }
          : object,
    );
    expect(brokenOf(world).why).toBe(
      'Service web has no selector and no EndpointSlice with this port, so its requests go nowhere',
    );
  });
});

describe('what of a route no request reaches', () => {
  it('is a hostname that no listener takes', () => {
    const spec = { hostnames: ['pay.example.com', 'pay.other.org'] };
    expect(brokenOf(estate({ route: route({ spec }) }))).toEqual({
      kind: 'listener',
      why: 'no listener accepts pay.other.org; the other hostnames work',
      fixableBy: 'tenant',
    });
  });

  it('is a rule that an older route takes, which is named only in the same namespace', () => {
    const other = (namespace: string) => ({
      ...route(),
      metadata: {
        name: 'first',
        namespace,
        generation: 1,
        creationTimestamp: '2020-01-01T00:00:00Z',
      },
    });
    const whyOf = (namespace: string) =>
      statusOf(estate({ others: [other(namespace)] })).routes.find(
        ({ ref }) => ref.name === 'web',
      )?.why;
    expect(whyOf('pay')).toBe(
      'rule 1 never gets a request: HTTPRoute first is older and matches the same requests',
    );
    expect(whyOf('shop')).toBe(
      'rule 1 never gets a request: a HTTPRoute of another namespace is older and matches the same requests',
    );
  });

  it('is all that an older route of the other kind takes, which is named only in the same namespace', () => {
    const other = (namespace: string) => ({
      ...route(),
      kind: 'GRPCRoute',
      metadata: {
        name: 'merger',
        namespace,
        generation: 1,
        creationTimestamp: '2020-01-01T00:00:00Z',
      },
    });
    const told = (namespace: string) =>
      statusOf(estate({ others: [other(namespace)] })).routes.find(
        ({ ref }) => ref.name === 'web',
      );
    expect(told('pay')?.why).toContain('GRPCRoute merger has a hostname');
    const foreign = told('shop');
    expect(foreign?.why).toContain(
      'a GRPCRoute of another namespace has a hostname of this route',
    );
    expect(JSON.stringify(foreign)).not.toMatch(/merger|shop/);
  });

  it('is nothing where the paths differ', () => {
    const first = {
      ...route({
        spec: {
          rules: [
            {
              matches: [{ path: { type: 'Exact', value: '/first' } }],
              backendRefs: [{ name: 'web', port: 80 }],
            },
          ],
        },
      }),
      metadata: {
        name: 'first',
        namespace: 'pay',
        generation: 1,
        creationTimestamp: '2020-01-01T00:00:00Z',
      },
    };
    expect(statusOf(estate({ others: [first] })).state).toBe('Healthy');
  });
});

describe('a policy that lets in a service account', () => {
  const lets = (account: string) =>
    of(
      'cilium.io/v2',
      'CiliumNetworkPolicy',
      'envoy',
      {
        spec: {
          endpointSelector: {},
          ingress: [
            {
              fromEndpoints: [
                {
                  matchLabels: {
                    'k8s:io.kubernetes.pod.namespace': 'gateways',
                    'io.cilium.k8s.policy.serviceaccount': account,
                  },
                },
              ],
            },
          ],
        },
      },
      'pay',
    );
  const proxy = {
    ...of('v1', 'Pod', 'envoy-1', { spec: { serviceAccountName: 'envoy' } }),
    metadata: {
      name: 'envoy-1',
      namespace: 'gateways',
      labels: { app: 'envoy' },
    },
  };

  it('lets in the proxies that run as it, as far as these are seen', () => {
    expect(routeOf(proxy, lets('envoy')).state).toBe('Healthy');
    expect(routeOf(proxy, lets('nginx')).state).toBe('Degraded');
    expect(routeOf(lets('envoy')).state).toBe('Unknown');
  });
});
