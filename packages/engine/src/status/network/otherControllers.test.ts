import {
  Changes,
  brokenOf,
  estate,
  gateway,
  ok,
  parent,
  route,
  slice,
  statusOf,
} from '../../testing/networkWorld';

describe('routes that somebody else’s controller serves', () => {
  const no = (type: string, reason: string, message: string) =>
    ok(type, { status: 'False', reason, message });

  it.each([
    ['a Service of a mesh', { group: '', kind: 'Service', name: 'web' }],
    [
      'a kind of a controller’s own',
      { group: 'gateway.networking.x-k8s.io', kind: 'XListenerSet', name: 'a' },
    ],
  ])('takes the word of the controller for %s as parent', (_title, ref) => {
    const says = (...conditions: unknown[]) =>
      statusOf(
        estate({
          route: route({
            spec: { parentRefs: [ref] },
            parents: [parent(conditions, { parentRef: ref })],
          }),
        }),
      ).routes[0];
    expect(says(ok('Accepted'), ok('ResolvedRefs'))).toMatchObject({
      state: 'Healthy',
    });
    expect(says(no('Accepted', 'NotAllowed', 'not here'))).toMatchObject({
      state: 'Degraded',
      why: 'not here',
    });
    expect(says()).toMatchObject({
      state: 'Unknown',
      why: 'no controller has reported a status yet',
    });
  });

  it('takes the word of a mesh for a route without backends', () => {
    const ref = { group: 'policy.linkerd.io', kind: 'Server', name: 'web' };
    const authorized = route({
      spec: {
        parentRefs: [ref],
        rules: [{ matches: [{ path: { type: 'Exact', value: '/api' } }] }],
      },
      parents: [parent([ok('Accepted')], { parentRef: ref })],
    });
    expect(statusOf(estate({ route: authorized })).routes[0].state).toBe(
      'Healthy',
    );
  });

  it('says of a route without any parent that it names none', () => {
    expect(
      statusOf(estate({ route: route({ spec: { parentRefs: [] } }) })).routes[0]
        .why,
    ).toBe('the route names no gateway');
  });

  it.each([
    no('ResolvedRefs', 'UnsupportedProtocol', 'the protocol h2 is not known'),
    no('Programmed', 'TranslationError', 'the plugin does not exist'),
  ])('believes a controller that could not do it: $reason', condition => {
    const parents = [
      parent([
        ok('Accepted'),
        ...['ResolvedRefs', 'Programmed']
          .filter(type => type !== condition.type)
          .map(type => ok(type)),
        condition,
      ]),
    ];
    const objects = estate({ route: route({ parents }) });
    const why = 'message' in condition ? condition.message : '';
    expect(brokenOf(objects)).toEqual({
      kind: 'route',
      why,
      fixableBy: 'tenant',
    });
    expect(statusOf(objects).routes[0].hops[3].controllerSays).toContain(
      `${condition.type}=False ${condition.reason}: ${why}`,
    );
  });

  describe('with a backend of another group', () => {
    const pool = {
      group: 'inference.networking.k8s.io',
      kind: 'InferencePool',
    };
    const toPool = (resolved: unknown, ...others: Changes[]) =>
      estate({
        route: route({
          spec: {
            rules: [{ backendRefs: [{ ...pool, name: 'llm' }, ...others] }],
          },
          parents: [parent([ok('Accepted'), resolved])],
        }),
      });
    const whyOf = (objects: ReturnType<typeof estate>) => {
      const [{ state, why }] = statusOf(objects).routes;
      return `${state}: ${why}`;
    };

    it('takes the word of the controller', () => {
      expect(whyOf(toPool(ok('ResolvedRefs')))).toBe('Healthy: ');
      expect(
        whyOf(toPool(no('ResolvedRefs', 'InvalidKind', 'no such pool'))),
      ).toBe('Degraded: no such pool');
    });

    it('does not know while the controller has not spoken', () => {
      expect(
        whyOf(toPool(ok('ResolvedRefs', { observedGeneration: 0 }))),
      ).toMatch(/^Unknown: only the controller of the gateway can tell/);
    });

    it('blames the Service that is not there beside it', () => {
      expect(
        brokenOf(
          toPool(no('ResolvedRefs', 'BackendNotFound', 'no such Service'), {
            name: 'gone',
            port: 80,
          }),
        ).why,
      ).toBe('Service pay/gone does not exist');
    });
  });

  it('leaves it to the controller what goes on behind TLS that ends at the listener', () => {
    const listener = (protocol: string, mode: string) =>
      gateway({
        spec: {
          listeners: [
            {
              name: 'https',
              port: 5432,
              protocol,
              tls: { mode },
              allowedRoutes: { namespaces: { from: 'All' } },
            },
          ],
        },
      });
    const tcp = {
      ...route({ spec: { hostnames: undefined } }),
      kind: 'TCPRoute',
    };
    const stateOf = (...objects: Parameters<typeof listener>) =>
      statusOf(estate({ gateway: listener(...objects), route: tcp })).routes[0]
        .state;
    expect(stateOf('TLS', 'Terminate')).toBe('Healthy');
    expect(stateOf('example.com/tunnel', 'Terminate')).toBe('Healthy');
    expect(stateOf('TLS', 'Passthrough')).toBe('Degraded');
    expect(stateOf('HTTPS', 'Terminate')).toBe('Degraded');
  });

  it('counts a pod of two address families once', () => {
    const family = (name: string, address: string) => ({
      ...slice(true),
      metadata: { ...slice(true).metadata, name },
      endpoints: [
        {
          addresses: [address],
          conditions: { ready: true },
          targetRef: { kind: 'Pod', name: 'web-1', uid: 'u1' },
        },
      ],
    });
    const [{ hops }] = statusOf(
      estate({
        slice: family('web-4', '10.0.0.1'),
        others: [family('web-6', '2001:db8::1')],
      }),
    ).routes;
    expect(hops.find(({ kind }) => kind === 'endpoints')?.detail).toBe(
      '1 of 1 endpoints ready',
    );
  });
});
