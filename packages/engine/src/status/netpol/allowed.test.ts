import fc from 'fast-check';
import { KubernetesObject } from '../../model';
import { rangeOf } from './addressRange';
import { allowed } from './allowed';
import { readCiliumPolicies } from './ciliumPolicy';
import { End, PodEnd } from './end';
import { readPolicy } from './networkPolicy';
import { PortSet } from './portSet';

const pod = (
  namespace: string,
  labels: Record<string, string> = {},
  addresses?: string[],
): PodEnd => ({
  type: 'pod',
  namespace,
  namespaceLabels: { 'kubernetes.io/metadata.name': namespace },
  labels,
  ports: [{ name: 'web', protocol: 'TCP', port: 8080 }],
  addresses,
});

const web = pod('pay', { app: 'web' }, ['10.0.0.1']);
const other = pod('other', { app: 'x' });
const gateway: End = { type: 'entity', entity: 'ingress' };

const policy = (spec: Record<string, unknown>): KubernetesObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'p', namespace: 'pay' },
  spec: { podSelector: {}, ...spec },
});
const cilium = (
  spec: Record<string, unknown>,
  namespace: string | undefined = 'pay',
): KubernetesObject => ({
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumNetworkPolicy',
  metadata: { name: 'c', ...(namespace ? { namespace } : {}) },
  spec: { endpointSelector: {}, ...spec },
});

const into = (objects: KubernetesObject[], source: End, port = 8080) => {
  const core = objects.filter(({ kind }) => kind === 'NetworkPolicy');
  const more = objects.filter(({ kind }) => kind !== 'NetworkPolicy');
  const { ports, undecided } = allowed(
    {
      core: core.map(readPolicy),
      cilium: more.flatMap(readCiliumPolicies),
    },
    source,
    web,
  );
  if (ports.has('TCP', port)) {
    return 'yes';
  }
  return undecided.has('TCP', port) ? 'undecided' : 'no';
};

describe('allowed by NetworkPolicies', () => {
  it('leaves it open whether an ipBlock takes a pod, as plugins differ', () => {
    const block = policy({
      podSelector: { matchLabels: { app: 'web' } },
      ingress: [{ from: [{ ipBlock: { cidr: '10.1.0.0/16' } }] }],
    });
    expect(into([block], pod('other', {}, ['10.1.2.3']))).toBe('undecided');
    expect(into([block], pod('other', {}, ['10.2.2.3']))).toBe('no');
    expect(into([block], pod('other'))).toBe('undecided');
  });

  it('takes an address out of an exception', () => {
    const block = policy({
      ingress: [
        {
          from: [
            { ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.9/32'] } },
          ],
        },
      ],
    });
    const from = (address: string): End => ({
      type: 'addresses',
      range: rangeOf(address) ?? { family: 4, from: 0n, to: 0n },
    });
    expect(into([block], from('203.0.113.8'))).toBe('yes');
    expect(into([block], from('203.0.113.9'))).toBe('no');
    expect(into([block], from('2001:db8::1'))).toBe('no');
  });

  it('cannot name the gateways of Cilium, except by letting everybody in', () => {
    const everyPod = { from: [{ namespaceSelector: {} }] };
    expect(into([policy({ ingress: [everyPod] })], gateway)).toBe('no');
    expect(into([policy({ ingress: [{}] })], gateway)).toBe('yes');
  });

  it('counts a policy without policyTypes as one for ingress, and for egress only with rules', () => {
    const { ingress, egress } = readPolicy(policy({}));
    expect({ ingress, egress }).toEqual({ ingress: [], egress: undefined });
    expect(readPolicy(policy({ egress: [{}] })).egress).toHaveLength(1);
  });
});

describe('allowed with policies of Cilium', () => {
  const deny = policy({ policyTypes: ['Ingress'] });

  it('joins them with those of Kubernetes', () => {
    const entity = cilium({ ingress: [{ fromEntities: ['ingress'] }] });
    expect(into([deny], gateway)).toBe('no');
    expect(into([deny, entity], gateway)).toBe('yes');
    expect(into([deny, entity], other)).toBe('no');
  });

  it('lets a deny win over every allow', () => {
    const all = policy({ ingress: [{}] });
    const denied = cilium({
      ingressDeny: [
        {
          fromEndpoints: [
            { matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'other' } },
          ],
        },
      ],
    });
    expect(into([all, denied], other)).toBe('no');
    expect(into([all, denied], pod('third'))).toBe('yes');
  });

  it('isolates by an empty rule, which opens nothing', () => {
    expect(into([cilium({ ingress: [{}] })], other)).toBe('no');
  });

  it('does not isolate where the policy says so', () => {
    const open = cilium({
      enableDefaultDeny: { ingress: false },
      ingress: [{ fromEntities: ['ingress'] }],
    });
    expect(into([open], other)).toBe('yes');
  });

  it('means its own namespace unless it names another', () => {
    const any = cilium({ ingress: [{ fromEndpoints: [{}] }] });
    expect(into([any], pod('pay'))).toBe('yes');
    expect(into([any], other)).toBe('no');
    const everywhere = cilium({ ingress: [{ fromEndpoints: [{}] }] }, '');
    expect(into([everywhere], other)).toBe('yes');
  });

  it('opens ports to all where a rule only names ports', () => {
    const ports = cilium({
      ingress: [{ toPorts: [{ ports: [{ port: '8080', protocol: 'TCP' }] }] }],
    });
    expect(into([ports], other)).toBe('yes');
    expect(into([ports], other, 81)).toBe('no');
  });

  it('does not guess whom a group or a service means', () => {
    const groups = cilium({ ingress: [{ fromGroups: [{ aws: {} }] }] });
    expect(into([groups], other)).toBe('undecided');
  });

  it('never lets a block of addresses select a pod', () => {
    const block = cilium({ ingress: [{ fromCIDR: ['0.0.0.0/0'] }] });
    expect(into([block], pod('other', {}, ['10.1.2.3']))).toBe('no');
  });

  it('opens and denies no ports by a rule for types of ICMP', () => {
    const icmps = [{ fields: [{ type: 8, family: 'IPv4' }] }];
    const fromAll = { fromEntities: ['all'], icmps };
    expect(into([cilium({ ingress: [fromAll] })], other)).toBe('no');
    expect(into([cilium({ ingress: [{ icmps }] })], other)).toBe('no');
    const denies = cilium({
      enableDefaultDeny: { ingress: false },
      ingressDeny: [fromAll],
    });
    expect(into([denies], other)).toBe('yes');
  });

  describe('by labels of its own', () => {
    const account = 'io.cilium.k8s.policy.serviceaccount';
    const cluster = 'io.cilium.k8s.policy.cluster';
    const from = (matchLabels: Record<string, string>, side = 'ingress') =>
      cilium({
        enableDefaultDeny: { ingress: side === 'ingress' },
        [side]: [
          {
            fromEndpoints: [
              {
                matchLabels: {
                  'k8s:io.kubernetes.pod.namespace': 'other',
                  ...matchLabels,
                },
              },
            ],
          },
        ],
      });
    const runsAs = (serviceAccount: string) => ({ ...other, serviceAccount });

    it('takes pods by their service account', () => {
      const envoy = from({ [`k8s:${account}`]: 'envoy' });
      expect(into([envoy], runsAs('envoy'))).toBe('yes');
      expect(into([envoy], runsAs('default'))).toBe('no');
      expect(into([envoy], other)).toBe('undecided');
      expect(into([envoy], { ...runsAs('envoy'), namespace: 'third' })).toBe(
        'no',
      );
    });

    it('cannot tell the name of the cluster', () => {
      expect(into([from({ [cluster]: 'eu' })], other)).toBe('undecided');
      expect(into([from({ [cluster]: 'eu' }, 'ingressDeny')], other)).toBe(
        'undecided',
      );
    });

    it('selects pods by their service account, or perhaps', () => {
      const closed = (matchLabels: Record<string, string>) =>
        cilium({ endpointSelector: { matchLabels }, ingress: [{}] });
      const way = (object: KubernetesObject, serviceAccount?: string) => {
        const { ports, undecided } = allowed(
          { core: [], cilium: readCiliumPolicies(object) },
          other,
          { ...web, serviceAccount },
        );
        return [ports.has('TCP', 8080), undecided.has('TCP', 8080)];
      };
      const ofWeb = closed({ [account]: 'web' });
      expect(way(ofWeb, 'web')).toEqual([false, false]);
      expect(way(ofWeb, 'default')).toEqual([true, false]);
      expect(way(ofWeb)).toEqual([false, true]);
      expect(way(closed({ [cluster]: 'eu' }), 'web')).toEqual([false, true]);
    });
  });
});

describe('PortSet', () => {
  const interval = fc
    .tuple(
      fc.constantFrom('TCP', 'UDP', 'SCTP'),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 20 }),
    )
    .map(([protocol, a, b]) =>
      PortSet.of(protocol, Math.min(a, b), Math.max(a, b)),
    );
  const set = fc
    .array(interval, { maxLength: 5 })
    .map(parts => parts.reduce((a, b) => a.union(b), PortSet.none));
  const places = ['TCP', 'UDP', 'SCTP'].flatMap(protocol =>
    Array.from({ length: 21 }, (_, i) => [protocol, i + 1] as const),
  );

  it('joins, cuts and takes away as sets of ports do', () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        for (const [protocol, port] of places) {
          const [inA, inB] = [a, b].map(one => one.has(protocol, port));
          expect(a.union(b).has(protocol, port)).toBe(inA || inB);
          expect(a.intersect(b).has(protocol, port)).toBe(inA && inB);
          expect(a.subtract(b).has(protocol, port)).toBe(inA && !inB);
        }
      }),
    );
  });

  it('is all only when every protocol is whole', () => {
    expect(PortSet.all.isAll).toBe(true);
    expect(PortSet.all.subtract(PortSet.of('UDP', 53, 53)).isAll).toBe(false);
    expect(PortSet.all.subtract(PortSet.all).isEmpty).toBe(true);
  });
});
