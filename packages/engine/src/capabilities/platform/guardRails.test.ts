import { KubernetesObject } from '../../model';
import { parsePlatform } from '../../platform';
import { parseRequest } from '../../request/parseRequest';
import { render } from '../../render/render';
import { refusalsOf, Write } from '../../testing/admission';
import { smallPlatform } from '../../testing/smallPlatform';
import { guardRails } from './guardRails';

const input = smallPlatform();
const platform = parsePlatform({
  ...input,
  environments: [
    {
      ...input.environments[0],
      registries: ['registry.example.com/apps'],
      gateways: [
        {
          name: 'edge',
          namespace: 'infra',
          listeners: [{ name: 'mqtt', protocol: 'TCP', port: 1883 }],
        },
      ],
      secretStores: [
        {
          name: 'vault',
          provider: 'vault',
          server: 'https://vault.example.com',
        },
        {
          name: 'parameters',
          provider: 'awsParameterStore',
          region: 'eu-central-1',
          scope: 'cluster',
          prefix: '/${{ environment }}/${{ tenant }}/',
        },
      ],
    },
  ],
});
const rules = guardRails(platform, platform.environments[0]);

const namespace = render(
  parseRequest({
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind: 'Tenant',
    metadata: { name: 'pay' },
    spec: {
      owner: 'group:default/pay',
      environments: ['dev'],
      tier: 'small',
      ports: [
        { environment: 'dev', gateway: 'edge', section: 'mqtt', port: 1883 },
      ],
    },
  }),
  platform,
)
  .files.flatMap(file => file.objects)
  .find(({ kind }) => kind === 'Namespace') as KubernetesObject;

const deployer = 'system:serviceaccount:pay:groundwork-deployer';

function object(
  apiVersion: string,
  kind: string,
  spec?: unknown,
  metadata: Partial<KubernetesObject['metadata']> = {},
): KubernetesObject {
  return {
    apiVersion,
    kind,
    metadata: { name: 'web', namespace: 'pay', ...metadata },
    ...(spec === undefined ? {} : { spec }),
  };
}

function create(
  resource: string,
  created: KubernetesObject,
  extra: Partial<Write> = {},
): string[] {
  return refusalsOf(rules, {
    operation: 'CREATE',
    resource,
    object: created,
    user: deployer,
    namespace,
    ...extra,
  });
}

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
    expect(annotated('example.com/note', 'x.example.com')).toEqual([]);
  });

  it('hold Ingresses to hosts of the tenant, in rules and TLS', () => {
    const ingress = (spec?: unknown) =>
      create('ingresses', object('networking.k8s.io/v1', 'Ingress', spec));
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
      expect(create(resource, object(apiVersion, kind, spec(ours)))).toEqual(
        [],
      );
      expect(
        create(resource, object(apiVersion, kind, spec(theirs))),
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
      ),
    ).toHaveLength(1);
    expect(
      create(
        'gateways',
        object(istio, 'Gateway', { servers: [{ hosts: ['*'] }] }),
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
        ...route({ hostnames: ['other.example.org'] }),
        metadata: {
          ...old.metadata,
          deletionTimestamp: '2026-01-01T00:00:00Z',
        },
      }),
    ).toEqual([]);
    expect(update(route({ hostnames: ['other.example.org'] }))).toHaveLength(1);
  });
});

describe('guard rails on secrets and images', () => {
  const secret = (spec: unknown) =>
    create(
      'externalsecrets',
      object('external-secrets.io/v1', 'ExternalSecret', spec),
    );
  const vault = { name: 'vault', kind: 'SecretStore' };
  const key = (text: string) => ({ remoteRef: { key: text } });

  it('hold ExternalSecrets below the prefix of the tenant', () => {
    const read = (text: string, secretStoreRef: unknown = vault) =>
      secret({ secretStoreRef, data: [key(text)] });
    expect(read('pay/db')).toEqual([]);
    expect(read('pay/db', { name: 'vault' })).toEqual([]);
    expect(read('payments/db')).toHaveLength(1);
    expect(read('pay/../shop/db')).toHaveLength(1);
    expect(read('secret/shop/db')).toHaveLength(1);
    expect(read('pay/db', { name: 'other' })).toHaveLength(1);
    const cluster = { name: 'parameters', kind: 'ClusterSecretStore' };
    expect(read('/dev/pay/db', cluster)).toEqual([]);
    expect(read('/prod/pay/db', cluster)).toHaveLength(1);
    expect(read('/dev/pay/db', { name: 'parameters' })).toHaveLength(1);
    expect(
      read('pay/db', { name: 'vault', kind: 'ClusterSecretStore' }),
    ).toHaveLength(1);
    expect(secret({ data: [key('pay/db')] })).toHaveLength(1);
  });

  it('look at every place that names a store, a path or a generator', () => {
    const from = (...dataFrom: unknown[]) =>
      secret({ secretStoreRef: vault, dataFrom });
    expect(from({ extract: { key: 'pay/db' } })).toEqual([]);
    expect(from({ extract: { key: 'shop/db' } })).toHaveLength(1);
    expect(from({ find: { path: 'pay/', name: { regexp: '.*' } } })).toEqual(
      [],
    );
    expect(from({ find: { name: { regexp: '.*' } } })).toHaveLength(1);
    expect(
      from({
        extract: { key: 'pay/db' },
        sourceRef: { storeRef: { name: 'all', kind: 'ClusterSecretStore' } },
      }),
    ).toHaveLength(1);
    expect(
      from({ sourceRef: { generatorRef: { kind: 'ClusterGenerator' } } }),
    ).toHaveLength(1);
    expect(
      secret({
        secretStoreRef: vault,
        data: [{ ...key('pay/db'), sourceRef: { storeRef: { name: 'x' } } }],
      }),
    ).toHaveLength(1);
    expect(
      secret({
        secretStoreRef: vault,
        data: [key('pay/db')],
        target: { manifest: { apiVersion: 'v1', kind: 'ConfigMap' } },
      }),
    ).toHaveLength(1);
  });

  it('hold images to the registries of the environment, in every kind of container', () => {
    const pod = (spec: unknown) => create('pods', object('v1', 'Pod', spec));
    const ours = { image: 'registry.example.com/apps/web:1' };
    const theirs = { image: 'registry.example.com/appsx/web:1' };
    expect(pod({ containers: [ours], initContainers: [ours] })).toEqual([]);
    expect(pod({ containers: [theirs] })).toHaveLength(1);
    expect(pod({ containers: [ours], initContainers: [theirs] })).toHaveLength(
      1,
    );
    expect(
      pod({ containers: [ours], ephemeralContainers: [theirs] }),
    ).toHaveLength(1);
  });
});

describe('guard rails on what the platform owns', () => {
  const layer = { 'tenancy.groundwork.dev/layer': 'platform' };
  const quota = object('v1', 'ResourceQuota', { hard: {} }, { labels: layer });
  const bare = object('v1', 'ResourceQuota', { hard: {} }, { labels: {} });

  it('let only the platform change it, and nobody put the label on or take it off', () => {
    const write = (extra: Partial<Write>) =>
      refusalsOf(rules, {
        operation: 'UPDATE',
        resource: 'configmaps',
        object: quota,
        oldObject: quota,
        user: deployer,
        namespace,
        ...extra,
      });
    expect(write({})).toHaveLength(1);
    expect(write({ object: bare })).toHaveLength(1);
    expect(write({ oldObject: bare })).toHaveLength(1);
    expect(write({ operation: 'DELETE', object: undefined })).toHaveLength(1);
    expect(write({ operation: 'CREATE', oldObject: undefined })).toHaveLength(
      1,
    );
    expect(write({ overriding: true })).toEqual([]);
    expect(
      write({ user: 'system:serviceaccount:kube-system:namespace-controller' }),
    ).toEqual([]);
    expect(write({ object: bare, oldObject: bare })).toEqual([]);
  });

  it.each([
    ['networkpolicies', 'networking.k8s.io/v1', 'NetworkPolicy'],
    ['ciliumnetworkpolicies', 'cilium.io/v2', 'CiliumNetworkPolicy'],
    ['resourcequotas', 'v1', 'ResourceQuota'],
    ['rolebindings', 'rbac.authorization.k8s.io/v1', 'RoleBinding'],
    ['secretstores', 'external-secrets.io/v1', 'SecretStore'],
    ['applications', 'argoproj.io/v1alpha1', 'Application'],
    ['serviceentries', 'networking.istio.io/v1', 'ServiceEntry'],
    ['dnsendpoints', 'externaldns.k8s.io/v1alpha1', 'DNSEndpoint'],
  ])('keep %s for the platform, labelled or not', (resource, version, kind) => {
    const created = object(version, kind, {});
    expect(create(resource, created)).toHaveLength(1);
    expect(create(resource, created, { overriding: true })).toEqual([]);
  });

  it('keep labels, annotations and end of a tenant namespace, and let others add their own', () => {
    const update = (
      change: (metadata: KubernetesObject['metadata']) => object,
      extra: Partial<Write> = {},
    ) =>
      refusalsOf(rules, {
        operation: 'UPDATE',
        resource: 'namespaces',
        object: {
          ...namespace,
          metadata: { ...namespace.metadata, ...change(namespace.metadata) },
        },
        oldObject: namespace,
        user: 'oidc:somebody',
        ...extra,
      });
    const labelled = (key: string, value: string) =>
      update(({ labels }) => ({ labels: { ...labels, [key]: value } }));
    expect(labelled('team', 'a')).toEqual([]);
    expect(labelled('tenancy.groundwork.dev/tenant', 'shop')).toHaveLength(1);
    expect(
      labelled('pod-security.kubernetes.io/enforce', 'privileged'),
    ).toHaveLength(1);
    expect(update(() => ({ labels: {} }))).toHaveLength(1);
    expect(update(() => ({ labels: undefined }))).toHaveLength(1);
    expect(
      update(({ annotations }) => ({
        annotations: {
          ...annotations,
          'tenancy.groundwork.dev/domains': 'example.com',
        },
      })),
    ).toHaveLength(1);
    expect(update(() => ({ labels: {} }), { overriding: true })).toEqual([]);
    expect(
      update(() => ({}), { operation: 'DELETE', object: undefined }),
    ).toHaveLength(1);
    expect(
      update(() => ({}), { operation: 'CREATE', oldObject: undefined }),
    ).toHaveLength(1);
  });
});
