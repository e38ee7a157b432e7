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
  const external = { name: 'external', namespace: 'gateways' };

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

  it('finds what was said of a route under a parent that is named otherwise', () => {
    const said = (named: object, parents: Array<[object, unknown[]?]>) =>
      statusOf(
        estate({
          route: route({
            spec: { parentRefs: [{ ...external, ...named }] },
            parents: parents.map(([rest, conditions]) =>
              parent(conditions ?? [ok('Accepted'), ok('ResolvedRefs')], {
                parentRef: { ...external, ...rest },
              }),
            ),
          }),
        }),
      ).routes[0].state;
    const https = { sectionName: 'https' };
    expect(said({ port: 443 }, [[{}]])).toBe('Healthy');
    expect(said({}, [[https]])).toBe('Healthy');
    const refused = [no('Accepted', 'NotAllowedByListeners', 'not here')];
    expect(said({}, [[{ sectionName: 'http' }, refused], [https]])).toBe(
      'Healthy',
    );
    expect(said({}, [[https, refused]])).toBe('Degraded');
    expect(said(https, [[{ sectionName: 'http' }]])).toBe('Unknown');
    expect(said({}, [[{ name: 'internal' }]])).toBe('Unknown');
  });

  it('follows a route that has no gateway of its own to its backends', () => {
    const child = (backend: string, parents: unknown[]) =>
      statusOf(
        estate({
          route: route({
            spec: {
              parentRefs: undefined,
              hostnames: undefined,
              rules: [{ backendRefs: [{ name: backend, port: 80 }] }],
            },
            parents,
          }),
        }),
      ).routes[0];
    const root = {
      group: 'gateway.networking.k8s.io',
      kind: 'HTTPRoute',
      name: 'root',
      namespace: 'infra',
    };
    const delegated = [parent([ok('Accepted')], { parentRef: root })];
    expect(child('web', delegated).state).toBe('Healthy');
    expect(child('web', [])).toMatchObject({
      state: 'Suspended',
      why: 'the route names no gateway',
    });
    for (const parents of [delegated, []]) {
      expect(child('nope', parents)).toMatchObject({
        state: 'Degraded',
        why: 'Service pay/nope does not exist',
      });
    }
    // What a controller has left behind of a gateway that is no longer named.
    expect(child('web', [parent([ok('Accepted')])]).state).toBe('Suspended');
  });

  it('is broken where the load balancer does not take the route', () => {
    const failed = no('Reconciled', 'ReconciliationFailed', 'Error 400: quota');
    const [status] = statusOf(
      estate({
        route: route({
          parents: [parent([ok('Accepted'), ok('ResolvedRefs'), failed])],
        }),
      }),
    ).routes;
    expect(status).toMatchObject({
      state: 'Degraded',
      why: 'Error 400: quota',
      fixableBy: 'platform',
    });
  });

  it('leaves out kinds of routes that a listener does not know, and others name', () => {
    const stateWith = (kind: string) =>
      statusOf(
        estate({
          gateway: gateway({
            status: {
              addresses: [{ value: '192.0.2.7' }],
              conditions: [ok('Accepted'), ok('Programmed')],
              listeners: [
                {
                  name: 'https',
                  supportedKinds: [{ kind }],
                  conditions: [
                    ok('Accepted'),
                    ok('Programmed'),
                    no('ResolvedRefs', 'InvalidRouteKinds', 'no OddRoute'),
                  ],
                },
              ],
            },
          }),
        }),
      ).routes[0].state;
    expect(stateWith('HTTPRoute')).toBe('Healthy');
    expect(stateWith('GRPCRoute')).toBe('Degraded');
  });

  it('asks nothing of a port that takes no share of the requests', () => {
    const objects = estate({
      route: route({
        spec: {
          rules: [
            {
              backendRefs: [
                { name: 'web', port: 80 },
                { name: 'web', port: 81, weight: 0 },
              ],
            },
          ],
        },
      }),
    }).map(object =>
      object.kind === 'Service'
        ? {
            ...object,
            spec: {
              selector: { app: 'web' },
              ports: [
                { name: 'http', port: 80, targetPort: 'web' },
                { name: 'canary', port: 81, targetPort: 'canary' },
              ],
            },
          }
        : object,
    );
    const [{ state, hops }] = statusOf(objects).routes;
    expect(state).toBe('Healthy');
    expect(hops.filter(({ kind }) => kind === 'endpoints')).toHaveLength(1);
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
