import { KubernetesObject } from '../../model';
import { platformSchema } from '../../platform';
import { arraySnapshot } from '../../snapshot';
import { ClusterView } from '../../snapshot/clusterView';
import {
  deny,
  estate,
  fromGateway,
  gateway,
  policy,
  route,
  statusOf,
} from '../../testing/networkWorld';
import { smallPlatform } from '../../testUtils/smallPlatform';
import { parentRefsOf } from '../../kinds/gateway/parentRef';
import { addressesOf } from './hops/addressHop';
import { dataPlaneOf, whyNoDataPlane } from './hops/dataPlane';

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

describe('a gateway of Cilium', () => {
  it('connects as Cilium’s own identity, whatever the platform says of its network', () => {
    const platform = platformSchema.parse(smallPlatform());
    const [environment] = platform.environments;
    const sourceOf = (controllerName?: string) =>
      dataPlaneOf({
        route: route(),
        view: new ClusterView(
          arraySnapshot([
            { cluster: environment.cluster, objects: [], asOf: 0 },
          ]),
          environment.cluster,
        ),
        environment: { ...environment, gateways: [], cni: 'kubernetes' },
        enforcement: { state: 'unknown' as const, why: '' },
        now: 0,
        ref: parentRefsOf(route())[0],
        gateway: gateway(),
        controllerName,
      });
    expect(sourceOf('io.cilium/gateway-controller')).toEqual({
      type: 'entity',
      entity: 'ingress',
    });
    expect(sourceOf('example.com/controller')).toBeUndefined();
  });
});

describe('a gateway whose controller runs its proxies elsewhere', () => {
  const envoy = 'gateway.envoyproxy.io/gatewayclass-controller';
  const labels = { app: 'envoy', 'example.com/tier': 'edge' };
  const proxy = (namespace: string, more: Record<string, string> = {}) =>
    of('v1', 'Pod', `proxy-${Object.values(more).join('-')}`, {
      metadata: { name: 'p', namespace, labels: { ...labels, ...more } },
    });
  const before = (
    namespace: string,
    own: Record<string, string>,
    address?: string,
  ) =>
    of('v1', 'Service', 'envoy', {
      metadata: { name: `envoy-${address}`, namespace, labels: own },
      spec: { selector: { app: 'envoy' } },
      status: {
        loadBalancer: { ingress: address ? [{ ip: address }] : [] },
      },
    });
  const owning = {
    'gateway.envoyproxy.io/owning-gateway-name': 'external',
    'gateway.envoyproxy.io/owning-gateway-namespace': 'gateways',
  };
  const home = 'envoy-gateway-system';
  const made = { 'gateway.networking.k8s.io/gateway-name': 'external' };
  const [address] = addressesOf(gateway());
  const seen = (
    controllerName: string,
    ...objects: KubernetesObject[]
  ): unknown => {
    const platform = platformSchema.parse(smallPlatform());
    const [environment] = platform.environments;
    return dataPlaneOf({
      route: route(),
      view: new ClusterView(
        arraySnapshot([{ cluster: environment.cluster, objects, asOf: 0 }]),
        environment.cluster,
      ),
      environment: { ...environment, gateways: [], cni: 'kubernetes' },
      enforcement: { state: 'unknown' as const, why: '' },
      now: 0,
      ref: parentRefsOf(route())[0],
      gateway: gateway(),
      controllerName,
    });
  };

  it('is seen by the Service before them, by all labels that its pods have alike', () => {
    const pods = [proxy(home, { hash: 'a' }), proxy(home, { hash: 'b' })];
    expect(seen(envoy, before(home, owning, address), ...pods)).toMatchObject({
      namespace: home,
      labels,
    });
    expect(
      seen(
        'istio.io/gateway-controller',
        before('gateways', made),
        proxy('gateways'),
      ),
    ).toMatchObject({ namespace: 'gateways', labels });
  });

  it('is not known while Services are not, whatever would be assumed', () => {
    const [environment] = platformSchema.parse(smallPlatform()).environments;
    const { cluster } = environment;
    const parent = {
      route: route(),
      view: new ClusterView(
        arraySnapshot(
          [{ cluster, objects: [], asOf: 0 }],
          [{ cluster, group: '', kind: 'Service', unknown: 'forbidden' }],
        ),
        cluster,
      ),
      environment: {
        ...environment,
        gateways: [
          {
            name: 'external',
            namespace: 'gateways',
            visibility: 'external' as const,
            listeners: [],
          },
        ],
        cni: 'kubernetes' as const,
      },
      enforcement: { state: 'unknown' as const, why: '' },
      now: 0,
      ref: parentRefsOf(route())[0],
      gateway: gateway(),
      controllerName: 'istio.io/gateway-controller',
    };
    expect(dataPlaneOf(parent)).toBeUndefined();
    expect(whyNoDataPlane(parent)).toMatch(
      /^it is not known where the proxies of gateway external run: cluster .*/,
    );
  });

  it('is not seen where the proxies run in the network of their nodes, and ended pods do not count', () => {
    const own = before('gateways', made);
    const onNode = { ...proxy('gateways'), spec: { hostNetwork: true } };
    const istio = 'istio.io/gateway-controller';
    expect(seen(istio, own, onNode)).toBeUndefined();
    const ended = {
      ...proxy('gateways', { app: 'envoy', 'example.com/tier': 'old' }),
      status: { phase: 'Failed' },
    };
    expect(seen(istio, own, ended, proxy('gateways'))).toMatchObject({
      labels,
    });
  });

  it.each([
    [
      'the address is another one',
      [before(home, owning, '10.9.9.9'), proxy(home)],
    ],
    [
      'there are two',
      [
        before('gateways', made),
        before('gateways', made, 'x'),
        proxy('gateways'),
      ],
    ],
    ['nobody sees a pod of it', [before(home, owning, address)]],
    [
      'a team says so of its own',
      [before('pay', owning, address), proxy('pay')],
    ],
  ])('is not where %s', (_, objects) => {
    expect(seen(envoy, ...objects)).toBeUndefined();
  });

  it('lets nobody say who is let in before the platform says where', () => {
    const platform = platformSchema.parse(smallPlatform());
    const [environment] = platform.environments;
    const offered = {
      name: 'external',
      namespace: 'gateways',
      visibility: 'external' as const,
      listeners: [],
      dataPlane: { namespace: 'proxies', podLabels: {} },
    };
    const sourceOf = (
      controllerName: string,
      { dataPlane, ...rest }: Partial<typeof offered>,
    ) =>
      dataPlaneOf({
        route: route(),
        view: new ClusterView(
          arraySnapshot([
            { cluster: environment.cluster, objects: [], asOf: 0 },
          ]),
          environment.cluster,
        ),
        environment: {
          ...environment,
          gateways: [{ ...offered, ...rest, dataPlane }],
          cni: 'kubernetes',
        },
        enforcement: { state: 'unknown' as const, why: '' },
        now: 0,
        ref: parentRefsOf(route())[0],
        gateway: gateway(),
        controllerName,
      });
    expect(sourceOf(envoy, {})).toBeUndefined();
    expect(sourceOf(envoy, offered)).toMatchObject({ namespace: 'proxies' });
    expect(sourceOf('example.com/controller', {})).toMatchObject({
      namespace: 'gateways',
    });
  });
});

describe('a gateway that the platform offers on Cilium', () => {
  const offered = {
    name: 'external',
    namespace: 'gateways',
    visibility: 'external' as const,
    listeners: [],
  };
  const sourceOf = (more: { controllerName?: string; isUnread?: boolean }) => {
    const [environment] = platformSchema.parse(smallPlatform()).environments;
    return dataPlaneOf({
      route: route(),
      view: new ClusterView(
        arraySnapshot([{ cluster: environment.cluster, objects: [], asOf: 0 }]),
        environment.cluster,
      ),
      environment: { ...environment, gateways: [offered], cni: 'cilium' },
      enforcement: { state: 'unknown' as const, why: '' },
      now: 0,
      ref: parentRefsOf(route())[0],
      ...(more.isUnread ? {} : { gateway: gateway() }),
      ...(more.controllerName === undefined
        ? {}
        : { controllerName: more.controllerName }),
    });
  };

  it.each([
    'networking.gke.io/gateway',
    'gateway.k8s.aws/alb',
    'alb.networking.azure.io/alb-controller',
    'gateway.envoyproxy.io/gatewayclass-controller',
    'gateway.nginx.org/nginx-gateway-controller',
  ])('is not Cilium’s where %s serves it', controllerName => {
    expect(sourceOf({ controllerName })).toBeUndefined();
  });

  it('is Cilium’s where nobody says whose it is, also unread', () => {
    const ingress = { type: 'entity', entity: 'ingress' };
    expect(sourceOf({})).toEqual(ingress);
    expect(sourceOf({ isUnread: true })).toEqual(ingress);
    expect(
      sourceOf({ controllerName: 'istio.io/gateway-controller' }),
    ).toMatchObject({ type: 'pod', namespace: 'gateways' });
  });
});

describe('a load balancer outside of the cluster', () => {
  const google = '35.191.0.0/16';
  const from = (...cidrs: string[]) =>
    policy('from-outside', {
      policyTypes: ['Ingress'],
      ingress: [{ from: cidrs.map(cidr => ({ ipBlock: { cidr } })) }],
    });
  const routeOfGoogle = (
    offered: Parameters<typeof statusOf>[2],
    ...others: KubernetesObject[]
  ) => {
    const [first] = statusOf(estate({ others }), [], offered).routes;
    return { state: first.state, why: first.why };
  };
  const outside = { sourceRanges: [google, '130.211.0.0/22'] };

  it('is let in by its addresses, all of them', () => {
    const offered = { ...outside, dataPlane: undefined };
    expect(
      routeOfGoogle(offered, deny, from(google, '130.211.0.0/16')).state,
    ).toBe('Healthy');
    expect(routeOfGoogle(offered, deny, from(google))).toMatchObject({
      state: 'Degraded',
    });
    // Where its proxies would run otherwise does not matter.
    expect(routeOfGoogle(offered, deny, fromGateway)).toMatchObject({
      state: 'Degraded',
    });
  });

  it('may stand before proxies, and both are to be let in', () => {
    const both = from(google, '130.211.0.0/22');
    // Which addresses the proxies have nobody knows.
    expect(routeOfGoogle(outside, deny, both).state).toBe('Unknown');
    expect(routeOfGoogle(outside, deny, both, fromGateway).state).toBe(
      'Healthy',
    );
  });
});
