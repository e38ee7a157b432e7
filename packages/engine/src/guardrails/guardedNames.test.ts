import { KubernetesObject } from '../model';
import { refusalsOf } from './admission';
import {
  create,
  deployer,
  guardedBy,
  namespace,
  object,
  operator,
  rules,
} from '../testing/guardedTenant';

const gateway = 'gateway.networking.k8s.io/v1';
const route = (spec: unknown, kind = 'HTTPRoute') =>
  object(gateway, kind, spec);

describe('guard rails on names', () => {
  it.each([
    ['httproutes', 'HTTPRoute'],
    ['grpcroutes', 'GRPCRoute'],
    ['tlsroutes', 'TLSRoute'],
  ])('hold %s inside the domains of the tenant', (resource, kind) => {
    const names = (hostnames?: string[]) =>
      create(resource, route({ hostnames }, kind));
    expect(names(['pay.dev.example.com', '*.pay.dev.example.com'])).toEqual([]);
    expect(create(resource, route({}, kind))).toHaveLength(1);
    expect(names([])).toHaveLength(1);
    expect(names(['shop.dev.example.com'])).toHaveLength(1);
    expect(names(['xpay.dev.example.com'])).toHaveLength(1);
    expect(names(['*.dev.example.com'])).toHaveLength(1);
    expect(names(['pay.dev.example.com', 'dev.example.com'])).toHaveLength(1);
  });

  it('hold routes that are being deleted, which gateways still serve', () => {
    const deleted = (hostname: string, finalizers?: string[]) => ({
      ...route({ hostnames: [hostname] }),
      metadata: {
        name: 'web',
        namespace: 'pay',
        deletionTimestamp: '2026-01-01T00:00:00Z',
        finalizers,
      },
    });
    const update = (next: KubernetesObject) =>
      refusalsOf(rules, {
        operation: 'UPDATE',
        resource: 'httproutes',
        object: next,
        oldObject: deleted('pay.dev.example.com', ['a/b']),
        user: deployer,
        namespace,
      });
    expect(update(deleted('pay.dev.example.com'))).toEqual([]);
    expect(update(deleted('shop.dev.example.com', ['a/b']))).toHaveLength(1);
  });

  it.each([
    ['tcproutes', 'TCPRoute'],
    ['udproutes', 'UDPRoute'],
  ])('hold %s to ports that were given', (resource, kind) => {
    const to = (...parentRefs: unknown[]) =>
      create(resource, route({ parentRefs }, kind));
    const given = { namespace: 'infra', name: 'edge', sectionName: 'mqtt' };
    expect(to(given)).toEqual([]);
    expect(to({ ...given, port: 1883 })).toEqual([]);
    expect(to({ ...given, port: 8883 })).toHaveLength(1);
    expect(to({ ...given, sectionName: 'mqt' })).toHaveLength(1);
    expect(to({ ...given, sectionName: undefined })).not.toEqual([]);
    expect(to({ ...given, namespace: undefined })).toHaveLength(1);
    expect(to({ ...given, kind: 'ListenerSet' })).toHaveLength(1);
    expect(to(given, { ...given, sectionName: 'other' })).toHaveLength(1);
    expect(to()).toHaveLength(1);
    expect(create(resource, route({}, kind))).toHaveLength(1);
  });

  it.each([
    ['httproutes', 'HTTPRoute'],
    ['grpcroutes', 'GRPCRoute'],
    ['tlsroutes', 'TLSRoute'],
    ['tcproutes', 'TCPRoute'],
    ['udproutes', 'UDPRoute'],
  ])('let %s of a mesh pass without names', (resource, kind) => {
    const held = (spec: object, extra = {}) =>
      create(resource, route(spec, kind), extra).length;
    const service = { group: '', kind: 'Service', name: 'web' };
    expect(held({ parentRefs: [service] })).toBe(0);
    expect(held({ parentRefs: [{ ...service, group: 'core' }] })).toBe(0);
    expect(held({ parentRefs: [{ ...service, namespace: 'pay' }] })).toBe(0);
    const theirs = { ...service, namespace: 'shop' };
    expect(held({ parentRefs: [theirs] })).toBe(1);
    expect(held({ parentRefs: [service, theirs] })).toBe(1);
    expect(held({ parentRefs: [theirs] }, operator)).toBe(0);
    // Without a group it is a Service of Gateway API, which nobody knows.
    expect(held({ parentRefs: [{ kind: 'Service', name: 'web' }] })).toBe(1);
    expect(held({ parentRefs: [service, { name: 'edge' }] })).toBe(1);
    expect(held({ parentRefs: [service], useDefaultGateways: 'All' })).toBe(1);
    expect(held({ parentRefs: [] })).toBe(1);
  });

  it('let operators make waypoints of a mesh, which have no names', () => {
    const waypoint = (listener: object, extra: Parameters<typeof create>[2]) =>
      refusalsOf(rules, {
        operation: 'CREATE',
        resource: 'gateways',
        object: object(gateway, 'Gateway', {
          gatewayClassName: 'istio-waypoint',
          listeners: [
            { name: 'mesh', port: 15008, protocol: 'HBONE', ...listener },
          ],
        }),
        user: deployer,
        namespace,
        ...extra,
      }).length;
    expect(waypoint({}, operator)).toBe(0);
    expect(waypoint({}, { user: 'admin', overriding: true })).toBe(0);
    expect(waypoint({ protocol: 'HTTP' }, operator)).toBe(1);
    expect(waypoint({ hostname: 'shop.dev.example.com' }, operator)).toBe(1);
    // A tenant has no Gateways, and a rule of its own says so.
    expect(waypoint({}, {})).toBe(2);
  });

  it('hold the platform to no names where Argo CD tells its syncs from those of tenants', () => {
    const argocd = {
      cluster: 'a',
      destination: { name: 'a' },
      impersonation: true,
    };
    const made = (held: typeof rules) =>
      create(
        'gateways',
        object(gateway, 'Gateway', { listeners: [{ protocol: 'HTTP' }] }),
        { user: 'admin', overriding: true },
        held,
      ).length;
    expect(made(guardedBy({}, { argocd }))).toBe(0);
    expect(made(rules)).toBe(1);
  });

  it('see names that annotations publish, on any kind', () => {
    const annotated = (key: string, value: string) =>
      create(
        'configmaps',
        object('v1', 'ConfigMap', undefined, { annotations: { [key]: value } }),
      );
    const key = 'external-dns.alpha.kubernetes.io/hostname';
    expect(annotated(key, 'pay.dev.example.com')).toEqual([]);
    expect(
      annotated(key, 'a.pay.dev.example.com, pay.dev.example.com'),
    ).toEqual([]);
    expect(
      annotated(key, 'a.pay.dev.example.com,shop.example.com'),
    ).toHaveLength(1);
    expect(annotated(key, '')).toHaveLength(1);
    expect(
      annotated('dns.corp/internal-hostname', 'x.example.com'),
    ).toHaveLength(1);
    for (const other of [
      'zalando.org/dnsname',
      'dns.gardener.cloud/dnsnames',
      'nginx.ingress.kubernetes.io/server-alias',
      'domainName',
    ]) {
      expect(annotated(other, 'shop.example.com')).toHaveLength(1);
    }
    expect(annotated('example.com/note', 'x.example.com')).toEqual([]);
  });

  it('hold Ingresses to hosts of the tenant, in rules and TLS', () => {
    const ingress = (spec?: unknown) =>
      create(
        'ingresses',
        object('networking.k8s.io/v1', 'Ingress', spec),
        operator,
      );
    const host = 'pay.dev.example.com';
    expect(ingress({ rules: [{ host }], tls: [{ hosts: [host] }] })).toEqual(
      [],
    );
    expect(ingress({ rules: [{ host }, {}] })).toHaveLength(1);
    expect(ingress({ rules: [{ host: '' }] })).toHaveLength(1);
    expect(ingress({ rules: [] })).toHaveLength(1);
    expect(ingress({ rules: [{ host }], tls: [{}] })).toHaveLength(1);
    expect(ingress({ rules: [{ host }], tls: [{ hosts: [] }] })).toHaveLength(
      1,
    );
    expect(ingress({ rules: [{ host }], defaultBackend: {} })).toHaveLength(1);
    expect(ingress()).toHaveLength(1);
  });

  it('hold listeners, certificates, routes of OpenShift and kinds of Istio to them', () => {
    const ours = 'a.pay.dev.example.com';
    const theirs = 'shop.dev.example.com';
    const cases: Array<[string, string, string, (name: string) => unknown]> = [
      [
        'gateways',
        gateway,
        'Gateway',
        hostname => ({ listeners: [{ hostname }] }),
      ],
      [
        'listenersets',
        gateway,
        'ListenerSet',
        hostname => ({ listeners: [{ hostname }] }),
      ],
      [
        'certificates',
        'cert-manager.io/v1',
        'Certificate',
        name => ({ dnsNames: [ours, name] }),
      ],
      [
        'certificates',
        'cert-manager.io/v1',
        'Certificate',
        commonName => ({ dnsNames: [ours], commonName }),
      ],
      ['routes', 'route.openshift.io/v1', 'Route', host => ({ host })],
      [
        'virtualservices',
        'networking.istio.io/v1',
        'VirtualService',
        host => ({ hosts: ['web', host] }),
      ],
      [
        'gateways',
        'networking.istio.io/v1',
        'Gateway',
        host => ({ servers: [{ hosts: [`pay/${host}`] }] }),
      ],
    ];
    for (const [resource, apiVersion, kind, spec] of cases) {
      expect(
        create(resource, object(apiVersion, kind, spec(ours)), operator),
      ).toEqual([]);
      expect(
        create(resource, object(apiVersion, kind, spec(theirs)), operator),
      ).toHaveLength(1);
      expect(create(resource, object(apiVersion, kind, {}))).not.toEqual([]);
    }
  });

  it('refuse wildcards of a mesh, and certificates that speak for more than names', () => {
    const istio = 'networking.istio.io/v1';
    expect(
      create(
        'virtualservices',
        object(istio, 'VirtualService', { hosts: ['*'] }),
        operator,
      ),
    ).toHaveLength(1);
    expect(
      create(
        'gateways',
        object(istio, 'Gateway', { servers: [{ hosts: ['*'] }] }),
        operator,
      ),
    ).toHaveLength(1);
    const dnsNames = ['web.pay.svc'];
    const certificate = (extra: unknown) =>
      create(
        'certificates',
        object('cert-manager.io/v1', 'Certificate', {
          dnsNames,
          ...(extra as object),
        }),
      );
    expect(certificate({})).toEqual([]);
    expect(certificate({ isCA: true })).toHaveLength(1);
    expect(certificate({ ipAddresses: ['10.0.0.1'] })).toHaveLength(1);
    expect(certificate({ literalSubject: 'CN=x' })).toHaveLength(1);
  });

  it('refuse Services that stand for other names or addresses', () => {
    const service = (spec: unknown) =>
      create('services', object('v1', 'Service', spec));
    expect(service({ type: 'ClusterIP' })).toEqual([]);
    expect(
      service({ type: 'ExternalName', externalName: 'db.shop.svc' }),
    ).toHaveLength(1);
    expect(service({ externalIPs: ['10.0.0.1'] })).toHaveLength(1);
  });

  it('let what stood before stay, and let it go', () => {
    const old = route({ hostnames: ['legacy.example.org'] });
    const update = (next: KubernetesObject) =>
      refusalsOf(rules, {
        operation: 'UPDATE',
        resource: 'httproutes',
        object: next,
        oldObject: old,
        user: deployer,
        namespace,
      });
    expect(
      update({ ...old, metadata: { ...old.metadata, labels: {} } }),
    ).toEqual([]);
    expect(
      update({
        ...old,
        metadata: {
          ...old.metadata,
          deletionTimestamp: '2026-01-01T00:00:00Z',
        },
      }),
    ).toEqual([]);
    expect(update(route({ hostnames: ['other.example.org'] }))).toHaveLength(1);
  });
});
