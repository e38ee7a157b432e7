import {
  Changes,
  brokenOf,
  deny,
  estate,
  fromGateway,
  gateway,
  ok,
  parent,
  route,
  slice,
  statusOf,
} from '../../testing/networkWorld';

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
    ).toMatchObject({
      state: 'Unknown',
      why: 'no controller has reported a status yet',
    });
  });

  it('leaves out what another controller once wrote', () => {
    const stranger = parent([ok('Accepted')], {
      controllerName: 'example.org/other',
    });
    expect(
      statusOf(estate({ route: route({ parents: [stranger] }) })).routes[0].why,
    ).toBe('no controller has reported a status yet');
  });

  it('knows the word of Istio, which reports for all of its classes by one name', () => {
    const of = (name: string) =>
      estate({
        route: route({
          parents: [
            parent([ok('Accepted'), ok('ResolvedRefs')], {
              controllerName: 'istio.io/gateway-controller',
            }),
          ],
        }),
      }).map(object =>
        object.kind === 'GatewayClass'
          ? { ...object, spec: { controllerName: name } }
          : object,
      );
    expect(statusOf(of('istio.io/mesh-controller')).state).toBe('Healthy');
    expect(statusOf(of('example.com/mesh-controller')).state).toBe('Unknown');
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
      why: 'the controller has not processed the last change yet',
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
      why: 'external accepts only hostnames under *.example.com, not pay.other.org',
      fixableBy: 'tenant',
    });
    expect(first.hops[3]).toMatchObject({
      kind: 'route',
      controllerSays: 'Accepted',
      verdict: { state: 'Degraded' },
    });
    expect(status.why).toBe(`dev: pay.other.org: ${first.why}`);
  });

  const addressless = (...programmed: unknown[]) =>
    gateway({
      status: {
        conditions: [ok('Accepted'), ...programmed],
        listeners: [
          { name: 'https', conditions: [ok('Accepted'), ok('Programmed')] },
        ],
      },
    });

  it('blames the platform for a gateway that got no address', () => {
    const refused = ok('Programmed', {
      status: 'False',
      reason: 'AddressNotAssigned',
    });
    expect(brokenOf(estate({ gateway: addressless(refused) }))).toEqual({
      kind: 'address',
      why: 'the gateway has no address',
      fixableBy: 'platform',
    });
  });

  it('does not call a gateway broken whose controller serves it and reports no address', () => {
    const [first] = statusOf(
      estate({ gateway: addressless(ok('Programmed')) }),
    ).routes;
    expect(first).toMatchObject({
      state: 'Unknown',
      why: 'the controller has programmed the gateway and reports no address of it',
    });
    expect(first.brokenHop).toBeUndefined();
  });

  it('finds a gateway that does not exist', () => {
    const refs = [{ name: 'gone', namespace: 'gateways' }];
    expect(
      brokenOf(estate({ route: route({ spec: { parentRefs: refs } }) })),
    ).toEqual({
      kind: 'gateway',
      why: 'Gateway gateways/gone does not exist',
      fixableBy: 'tenant',
    });
  });

  it('says of it what it is, and not which part of it a route names', () => {
    const parentRefs = [
      { name: 'gone', namespace: 'gateways', sectionName: 'https', port: 443 },
    ];
    const [{ hops }] = statusOf(
      estate({ route: route({ spec: { parentRefs } }) }),
    ).routes;
    expect(hops.find(({ kind }) => kind === 'gateway')?.subject).toEqual({
      cluster: 'spoke',
      group: 'gateway.networking.k8s.io',
      kind: 'Gateway',
      namespace: 'gateways',
      name: 'gone',
    });
  });

  it('finds a listener that only takes routes of its own namespace', () => {
    const listeners = [{ name: 'http', port: 80, protocol: 'HTTP' }];
    expect(
      brokenOf(estate({ gateway: gateway({ spec: { listeners } }) })),
    ).toEqual({
      kind: 'listener',
      why: 'no listener of external accepts routes from namespace pay',
      fixableBy: 'platform',
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
      fixableBy: 'tenant',
    });
  });

  it('finds a rule that sends requests nowhere', () => {
    const rules = [{ backendRefs: [{ name: 'web', port: 80, weight: 0 }] }];
    expect(brokenOf(estate({ route: route({ spec: { rules } }) })).why).toBe(
      'rule 1 has no usable backend',
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
      why: 'none of the 1 pods of Service web is ready',
      fixableBy: 'tenant',
    });
  });

  it('finds a policy that shuts the gateway out, although the route is accepted', () => {
    expect(brokenOf(estate({ others: [deny] }))).toEqual({
      kind: 'policy',
      why: 'the pods are isolated by deny, and no policy allows TCP 8080 from gateway external',
      fixableBy: 'platform',
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
      why: 'cluster spoke does not allow us to read it',
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
});
