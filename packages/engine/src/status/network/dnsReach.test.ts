import { KubernetesObject } from '../../model';
import { networkFindings } from '../causes/find/networkFindings';
import { Changes, estate, policy, statusOf } from '../../testing/networkWorld';

const names = [
  { name: 'dns', containerPort: 53, protocol: 'UDP' },
  { name: 'dns-tcp', containerPort: 53, protocol: 'TCP' },
];
const dnsPod = (
  namespace: string,
  labels: Record<string, string>,
  spec: Changes = {},
): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'dns-1', namespace, labels },
  spec: { containers: [{ name: 'dns', ports: names }], ...spec },
  status: { phase: 'Running', podIP: '10.0.9.9' },
});
const coreDns = dnsPod('kube-system', {
  'k8s-app': 'kube-dns',
  'app.kubernetes.io/name': 'coredns',
});
const service: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'kube-dns', namespace: 'kube-system' },
  spec: { selector: { 'k8s-app': 'kube-dns' }, clusterIPs: ['10.96.0.10'] },
};
const cache = (spec: Changes) =>
  dnsPod('kube-system', { 'k8s-app': 'node-local-dns' }, spec);

const both = (port: number | string = 53) =>
  ['UDP', 'TCP'].map(protocol => ({ protocol, port }));
const egress = (to: unknown, ports: unknown = both()) =>
  policy('out', { policyTypes: ['Egress'], egress: [{ to: [to], ports }] });
const block = (cidr: string, ...except: string[]) =>
  egress({ ipBlock: { cidr, except } });
const inNamespace = (matchLabels: Changes, rest: Changes = {}) => ({
  namespaceSelector: { matchLabels },
  ...rest,
});
const kubeSystem = inNamespace({
  'kubernetes.io/metadata.name': 'kube-system',
});

const cilium = (spec: Changes): KubernetesObject => ({
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumNetworkPolicy',
  metadata: { name: 'out', namespace: 'pay' },
  spec: { endpointSelector: {}, ...spec },
});

const dnsOf = (...others: KubernetesObject[]) =>
  statusOf(estate({ others })).isolation[0].dnsAllowed;

describe('DNS of a cluster whose DNS pods are seen', () => {
  it.each([
    [
      'other labels of theirs',
      'yes',
      egress({
        namespaceSelector: {},
        podSelector: { matchLabels: { 'app.kubernetes.io/name': 'coredns' } },
      }),
    ],
    [
      'names of their ports',
      'yes',
      policy('out', {
        policyTypes: ['Egress'],
        egress: [
          {
            to: [kubeSystem],
            ports: [
              { protocol: 'UDP', port: 'dns' },
              { protocol: 'TCP', port: 'dns-tcp' },
            ],
          },
        ],
      }),
    ],
    ['a block with their address', 'unknown', block('10.0.0.0/8')],
    [
      'all addresses but some',
      'unknown',
      block('0.0.0.0/0', '169.254.169.254/32'),
    ],
    ['the address of their Service', 'unknown', block('10.96.0.10/32')],
    ['another address', 'no', block('10.97.0.10/32')],
    ['the address of a cache on nodes', 'unknown', block('169.254.20.10/32')],
    ['another namespace', 'no', egress(inNamespace({ name: 'db' }))],
  ])('is allowed by %s: %s', (_what, word, out) => {
    expect(dnsOf(coreDns, service, out)).toBe(word);
  });

  it('may not be queried through blocks of addresses where Cilium runs', () => {
    const some = cilium({
      enableDefaultDeny: { egress: false },
      egress: [{ toEntities: ['kube-apiserver'] }],
    });
    expect(dnsOf(coreDns, service, block('0.0.0.0/0'), some)).toBe('no');
  });

  it('is that of OpenShift where its DNS pods are seen', () => {
    const openshift = dnsPod(
      'openshift-dns',
      { 'dns.operator.openshift.io/daemonset-dns': 'default' },
      {
        containers: [
          {
            name: 'dns',
            ports: names.map(each => ({ ...each, containerPort: 5353 })),
          },
        ],
      },
    );
    const to = inNamespace({ 'kubernetes.io/metadata.name': 'openshift-dns' });
    expect(dnsOf(openshift, egress(to, both(5353)))).toBe('yes');
    expect(dnsOf(openshift, egress(to))).toBe('no');
  });

  it('may be a cache of the nodes, whose pods no policy can name', () => {
    const hosted = cache({ hostNetwork: true });
    expect(dnsOf(coreDns, service, hosted, egress(kubeSystem))).toBe('yes');
    expect(dnsOf(coreDns, service, hosted, block('169.254.0.0/16'))).toBe(
      'unknown',
    );
  });
});

describe('DNS of a cluster whose DNS pods are not seen', () => {
  it.each([
    ['labels of the namespace', egress(inNamespace({ team: 'platform' }))],
    ['names of ports', egress(kubeSystem, both('dns'))],
    ['blocks of addresses', block('10.0.0.0/8')],
    [
      'rules of Cilium',
      cilium({
        egress: [
          {
            toEndpoints: [
              { matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'dns' } },
            ],
          },
        ],
      }),
    ],
  ])('is not known where %s may mean them', (_what, out) => {
    expect(dnsOf(out)).toBe('unknown');
  });

  it.each([
    ['other ports', egress(inNamespace({ name: 'db' }), both(5432))],
    ['pods of their own namespace', egress({ podSelector: {} })],
    ['nobody', cilium({ egress: [{}] })],
  ])('is closed where pods may reach only %s', (_what, out) => {
    expect(dnsOf(out)).toBe('no');
  });
});

it('what is open has not the reason of what is not', () => {
  const shut = policy('out', { policyTypes: ['Egress'] });
  expect(
    networkFindings(statusOf(estate({ others: [shut] }))).map(({ why }) => why),
  ).toEqual([
    'pods accept connections from everywhere',
    'pods cannot ask DNS: no policy allows pods to query DNS on UDP 53 and TCP 53',
  ]);
});
