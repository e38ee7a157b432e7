import { KubernetesObject } from '../../model';
import {
  at,
  backend,
  gatewayObject,
  gatewayWith,
  httpListener,
  routeOf,
  to,
  worldOf,
} from '../../testing/gatewayWorld';
import {
  backendTlsPolicyConditions,
  gatewayConditions,
  listenerSetConditions,
  routeConditions,
} from './conditions';
import { ComputedCondition } from './computedCondition';

function said(conditions: readonly ComputedCondition[] = [], type: string) {
  const found = conditions.find(item => item.type === type);
  return found && `${found.status} ${found.reason}`;
}

function listenersOf(...objects: KubernetesObject[]) {
  const found = gatewayConditions(at('Gateway', 'gw'), worldOf(...objects));
  return found?.listeners.map(
    ({ name, conditions }) => `${name} ${said(conditions, 'Accepted')}`,
  );
}

const tcp = (name: string, port = 80) => ({ name, port, protocol: 'TCP' });

describe('gatewayConditions', () => {
  it('lets no listener win that another of the Gateway cannot be told from', () => {
    expect(
      listenersOf(
        gatewayWith([
          httpListener('web', 'a.com'),
          tcp('raw'),
          httpListener('other', 'b.com', 81),
        ]),
      ),
    ).toEqual([
      'web False ProtocolConflict',
      'raw False ProtocolConflict',
      'other True Accepted',
    ]);
    expect(
      listenersOf(
        gatewayWith([httpListener('a', 'x.com'), httpListener('b', 'X.com')]),
      ),
    ).toEqual(['a False HostnameConflict', 'b False HostnameConflict']);
    expect(
      listenersOf(
        gatewayWith([tcp('dns'), { ...tcp('dns-udp'), protocol: 'UDP' }]),
      ),
    ).toEqual(['dns True Accepted', 'dns-udp True Accepted']);
  });

  it('accepts a Gateway as long as one listener is valid', () => {
    const of = (...listeners: unknown[]) => {
      const found = gatewayConditions(
        at('Gateway', 'gw'),
        worldOf(gatewayWith(listeners)),
      );
      return ['Accepted', 'Programmed'].map(type =>
        said(found?.conditions, type),
      );
    };
    const odd = { name: 'odd', port: 1, protocol: 'example.com/odd' };
    expect(of(odd)).toEqual(['False ListenersNotValid', 'False Invalid']);
    expect(of(odd, httpListener('web'))).toEqual([
      'True ListenersNotValid',
      'True Programmed',
    ]);
  });

  it('does not guess what stands in a Secret that nobody read', () => {
    const https = {
      name: 'web',
      port: 443,
      protocol: 'HTTPS',
      tls: { certificateRefs: [{ name: 'cert' }] },
    };
    const secret = (data?: unknown): KubernetesObject => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'cert', namespace: 'infra' },
      ...(data === undefined ? {} : { data }),
    });
    const resolved = (...objects: KubernetesObject[]) =>
      said(
        gatewayConditions(
          at('Gateway', 'gw'),
          worldOf(gatewayWith([https]), ...objects),
        )?.listeners[0].conditions,
        'ResolvedRefs',
      );
    expect(resolved()).toBe('False InvalidCertificateRef');
    expect(resolved(secret())).toBe('Unknown NotRead');
    expect(resolved(secret({ 'tls.crt': 'SGk=', 'tls.key': 'SGk=' }))).toBe(
      'False InvalidCertificateRef',
    );
  });

  it('has nothing to say of a Gateway that is not there', () => {
    expect(gatewayConditions(at('Gateway', 'gw'), worldOf())).toBeUndefined();
  });
});

describe('listenerSetConditions', () => {
  const set = (name: string, year: number, ...listeners: unknown[]) =>
    gatewayObject(
      'ListenerSet',
      name,
      { parentRef: { name: 'gw' }, listeners },
      { creationTimestamp: `${year}-01-01T00:00:00Z` },
    );
  const open = { allowedListeners: { namespaces: { from: 'Same' } } };
  const gateway = gatewayWith([httpListener('own', 'own.com')], open);

  it('counts only sets with a valid listener, and lets a rejected one stand in nobody’s way', () => {
    const world = worldOf(
      gateway,
      // The first set wants TCP on a port that HTTP has, and is turned down.
      set('first', 2021, tcp('raw')),
      set('second', 2022, httpListener('web', 'web.com')),
      set('third', 2023, httpListener('again', 'web.com')),
    );
    const words = (name: string) => {
      const found = listenerSetConditions(at('ListenerSet', name), world);
      return [
        said(found?.conditions, 'Accepted'),
        said(found?.listeners[0].conditions, 'Conflicted'),
      ];
    };
    expect(words('first')).toEqual([
      'False ListenersNotValid',
      'True ProtocolConflict',
    ]);
    expect(words('second')).toEqual(['True Accepted', 'False NoConflicts']);
    expect(words('third')).toEqual([
      'False ListenersNotValid',
      'True HostnameConflict',
    ]);
    expect(
      gatewayConditions(at('Gateway', 'gw'), world)?.attachedListenerSets,
    ).toBe(1);
  });

  it('takes lawful routes on a listener that only a rejected one contests', () => {
    const world = worldOf(
      gateway,
      set('first', 2021, tcp('raw')),
      set('second', 2022, httpListener('web', 'web.com')),
      gatewayObject('HTTPRoute', 'r', {
        parentRefs: [{ kind: 'ListenerSet', name: 'second' }],
      }),
    );
    const [found] = routeConditions(at('HTTPRoute', 'r'), world);
    expect(said(found.conditions, 'Accepted')).toBe('True Accepted');
  });

  it('turns down a set that the Gateway does not allow', () => {
    const world = worldOf(
      gatewayWith([httpListener('own')]),
      set('s', 2021, httpListener('web', 'web.com')),
    );
    const found = listenerSetConditions(at('ListenerSet', 's'), world);
    expect(said(found?.conditions, 'Accepted')).toBe('False NotAllowed');
    expect(said(found?.conditions, 'Programmed')).toBe('False NotAllowed');
  });
});

describe('routeConditions', () => {
  const accepted = (
    kind: string,
    name: string,
    ...objects: KubernetesObject[]
  ) => {
    const [found] = routeConditions(at(kind, name), worldOf(...objects));
    return said(found.conditions, 'Accepted');
  };

  it('accepts one of an HTTPRoute and a GRPCRoute with a common hostname: the older one', () => {
    const world = [
      gatewayWith([httpListener('web')]),
      routeOf('HTTPRoute', 'new', { hostnames: ['a.com', 'b.com'] }, 2025),
      routeOf('GRPCRoute', 'old', { hostnames: ['*.com'] }, 2020),
      routeOf('GRPCRoute', 'apart', { hostnames: ['a.org'] }, 2026),
    ];
    expect(accepted('HTTPRoute', 'new', ...world)).toBe('False Conflicted');
    expect(accepted('GRPCRoute', 'old', ...world)).toBe('True Accepted');
    expect(accepted('GRPCRoute', 'apart', ...world)).toBe('True Accepted');
    const { listeners = [] } =
      gatewayConditions(at('Gateway', 'gw'), worldOf(...world)) ?? {};
    expect(listeners[0].attachedRoutes).toBe(2);
  });

  it('accepts both of two TCPRoutes on one listener, of which the older one serves', () => {
    const world = [
      gatewayWith([tcp('raw')]),
      routeOf('TCPRoute', 'a', {}, 2024),
      routeOf('TCPRoute', 'b', {}, 2025),
    ];
    expect(accepted('TCPRoute', 'a', ...world)).toBe('True Accepted');
    expect(accepted('TCPRoute', 'b', ...world)).toBe('True Accepted');
  });

  it('takes a planned route for the youngest', () => {
    const planned = gatewayObject('HTTPRoute', 'planned', {
      parentRefs: [{ name: 'gw' }],
    });
    const world = [
      gatewayWith([httpListener('web')]),
      planned,
      routeOf('GRPCRoute', 'there', {}, 2026),
    ];
    expect(accepted('HTTPRoute', 'planned', ...world)).toBe('False Conflicted');
  });
});

describe('backendTlsPolicyConditions', () => {
  const policy = (name: string, year: number, spec: object = {}) =>
    gatewayObject(
      'BackendTLSPolicy',
      name,
      {
        targetRefs: [{ group: '', kind: 'Service', name: 'web' }],
        validation: { wellKnownCACertificates: 'System', hostname: 'x' },
        ...spec,
      },
      { creationTimestamp: `${year}-01-01T00:00:00Z` },
    );
  const route = routeOf('HTTPRoute', 'r', {
    rules: [{ backendRefs: [to('web')] }],
  });
  const words = (name: string, ...objects: KubernetesObject[]) => {
    const found = backendTlsPolicyConditions(
      at('BackendTLSPolicy', name),
      worldOf(route, backend('web'), ...objects),
    );
    return found.map(
      ({ parentRef, conditions }) =>
        `${parentRef.name} ${said(conditions, 'Accepted')}, ${said(
          conditions,
          'ResolvedRefs',
        )}`,
    );
  };

  it('lets the older of two with the same target hold', () => {
    const both = [policy('a', 2025), policy('b', 2024)];
    expect(words('b', ...both)).toEqual([
      'gw True Accepted, True ResolvedRefs',
    ]);
    expect(words('a', ...both)).toEqual([
      'gw False Conflicted, True ResolvedRefs',
    ]);
  });

  it('lets one for a port stand beside one for all ports', () => {
    const port = policy('port', 2025, {
      targetRefs: [
        { group: '', kind: 'Service', name: 'web', sectionName: 'http' },
      ],
    });
    expect(words('port', policy('all', 2020), port)).toEqual([
      'gw True Accepted, True ResolvedRefs',
    ]);
  });

  it('names the authority that cannot be used', () => {
    const of = (ref: object) =>
      words(
        'p',
        policy('p', 2024, { validation: { caCertificateRefs: [ref] } }),
      )[0];
    expect(of({ kind: 'ConfigMap', name: 'gone' })).toBe(
      'gw False NoValidCACertificate, False InvalidCACertificateRef',
    );
    expect(of({ group: 'odd.io', kind: 'Odd', name: 'x' })).toBe(
      'gw False NoValidCACertificate, False InvalidKind',
    );
  });
});
