import { gatewaySchema } from '../../../platform/environment';
import {
  platformWith,
  refusedTenant,
  tenantDocument,
  tenantObjects,
} from '../../../testing/renderTenant';

const gateways = [
  {
    name: 'edge',
    namespace: 'infra',
    listeners: [
      { name: 'https', protocol: 'HTTPS' as const, port: 443 },
      { name: 'mqtt', protocol: 'TCP' as const, port: 1883 },
    ],
  },
];

describe('the network of a tenant', () => {
  it('is closed both ways', () => {
    expect(tenantObjects().find('NetworkPolicy', 'default-deny').spec).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
    });
  });

  it.each([
    ['coredns', 53, ['kube-system k8s-app=kube-dns']],
    [
      'nodelocal',
      53,
      [
        'kube-system k8s-app=kube-dns',
        'kube-system k8s-app=node-local-dns',
        '169.254.20.10/32',
      ],
    ],
    [
      'openshift',
      5353,
      ['openshift-dns dns.operator.openshift.io/daemonset-dns=default'],
    ],
  ] as const)('lets DNS of %s through, UDP and TCP', (dns, port, peers) => {
    const policy = tenantObjects({}, platformWith({ dns })).find(
      'NetworkPolicy',
      'allow-dns',
    );
    interface Peer {
      namespaceSelector?: { matchLabels: Record<string, string> };
      podSelector?: { matchLabels: Record<string, string> };
      ipBlock?: { cidr: string };
    }
    const { egress } = policy.spec as {
      egress: Array<{ to: Peer[]; ports: unknown[] }>;
    };
    expect(egress[0].ports).toEqual([
      { protocol: 'UDP', port },
      { protocol: 'TCP', port },
    ]);
    expect(
      egress[0].to.map(
        ({ namespaceSelector, podSelector, ipBlock }) =>
          ipBlock?.cidr ??
          `${
            namespaceSelector?.matchLabels['kubernetes.io/metadata.name']
          } ${Object.entries(podSelector?.matchLabels ?? {})
            .map(([key, value]) => `${key}=${value}`)
            .join()}`,
      ),
    ).toEqual(peers);
  });

  it('admits the proxies of its gateways where they run', () => {
    const from = (environment: Parameters<typeof platformWith>[0]) =>
      tenantObjects({}, platformWith(environment)).objects.find(
        ({ metadata }) => metadata.name === 'allow-from-gateways',
      )?.spec;
    const peer = (namespace: string) => ({
      namespaceSelector: {
        matchLabels: { 'kubernetes.io/metadata.name': namespace },
      },
    });
    expect(from({ gateways })).toMatchObject({
      ingress: [{ from: [peer('infra')] }],
    });
    expect(
      from({
        gateways: [
          {
            ...gateways[0],
            dataPlane: { namespace: 'envoy', podLabels: { app: 'proxy' } },
          },
        ],
      }),
    ).toMatchObject({
      ingress: [
        {
          from: [
            {
              ...peer('envoy'),
              podSelector: { matchLabels: { app: 'proxy' } },
            },
          ],
        },
      ],
    });
    expect(from({ gateways, cni: 'cilium' })).toBeUndefined();
  });

  it('admits load balancers outside of the cluster by their addresses', () => {
    const from = (...given: object[]) =>
      tenantObjects(
        {},
        platformWith({
          gateways: given.map(each => ({ ...gateways[0], ...each })),
          cni: 'cilium',
        }),
      ).objects.find(({ metadata }) => metadata.name === 'allow-from-gateways')
        ?.spec;
    const google = ['35.191.0.0/16', '130.211.0.1/22', '2600:2d00::/32'];
    const blocks = ['35.191.0.0/16', '130.211.0.0/22', '2600:2d00::/32'].map(
      cidr => ({ ipBlock: { cidr } }),
    );
    expect(from({ sourceRanges: google })).toMatchObject({
      ingress: [{ from: blocks }],
    });
    expect(
      from(
        { sourceRanges: google, dataPlane: { namespace: 'envoy' } },
        { name: 'other', sourceRanges: [google[0]] },
      ),
    ).toMatchObject({
      ingress: [{ from: [{ namespaceSelector: {} }, ...blocks] }],
    });
  });

  it.each([
    '0.0.0.0/0',
    '::/0',
    '35.191.0.0',
    '35.191.0.0/33',
    'all',
    '010.0.0.0/8',
    '',
  ])('takes no %j for addresses of a load balancer', range => {
    const given = { ...gateways[0], sourceRanges: [range] };
    expect(gatewaySchema.safeParse(given).success).toBe(false);
  });

  it("admits Cilium's own gateways as the entity that no NetworkPolicy can name", () => {
    const { find } = tenantObjects(
      {},
      platformWith({ gateways, cni: 'cilium' }),
    );
    expect(find('CiliumNetworkPolicy').spec).toEqual({
      endpointSelector: {},
      ingress: [{ fromEntities: ['ingress'] }],
    });
  });

  it('opens declared ways out, and never the metadata service of the node', () => {
    const { find } = tenantObjects({
      egress: [
        { name: 'world', cidr: '0.0.0.0/0', ports: [{ port: 443 }] },
        {
          name: 'database',
          namespace: 'data',
          ports: [{ port: 5000, endPort: 5010 }],
        },
      ],
    });
    expect(find('NetworkPolicy', 'allow-egress-world').spec).toMatchObject({
      egress: [
        {
          to: [
            {
              ipBlock: {
                cidr: '0.0.0.0/0',
                except: expect.arrayContaining(['169.254.0.0/16']),
              },
            },
          ],
          ports: [{ protocol: 'TCP', port: 443 }],
        },
      ],
    });
    expect(find('NetworkPolicy', 'allow-egress-database').spec).toMatchObject({
      egress: [{ ports: [{ protocol: 'TCP', port: 5000, endPort: 5010 }] }],
    });
  });

  it('opens names with Cilium, with the lookups that Cilium learns them from', () => {
    const spec = {
      egress: [{ name: 'api', fqdn: '*.example.org', ports: [{ port: 443 }] }],
    };
    const { find } = tenantObjects(spec, platformWith({ cni: 'cilium' }));
    expect(find('CiliumNetworkPolicy', 'allow-egress-api').spec).toMatchObject({
      egress: [
        { toPorts: [{ rules: { dns: [{ matchPattern: '*' }] } }] },
        { toFQDNs: [{ matchPattern: '*.example.org' }] },
      ],
    });
    expect(refusedTenant(tenantDocument(spec))).toEqual([
      'NeedsCilium spec.egress[0].fqdn',
    ]);
  });
});
