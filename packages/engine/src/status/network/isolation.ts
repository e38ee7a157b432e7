import { Isolation, isKnown, refOf } from '../../model';
import { Environment } from '../../platform';
import { ClusterView } from '../../snapshot/clusterView';
import { End, PodEnd } from '../netpol/end';
import { NetworkPolicy } from '../netpol/networkPolicy';
import { allowed, isolating } from '../netpol/allowed';
import { rangeOf } from '../netpol/addressRange';
import { podsOf } from '../netpol/podsOf';
import { policiesOf } from '../netpol/policiesOf';
import { whyUnknown } from '../unknown';

/** How far the pods of a namespace are isolated by the policies that select them, and whether they may ask DNS. */
export function isolationOf(
  namespace: string,
  view: ClusterView,
  environment: Environment,
): Isolation {
  const head = { environment: environment.name, namespace };
  const known = policiesOf(view, namespace);
  if (!isKnown(known)) {
    return {
      ...head,
      ingress: 'unknown',
      egress: 'unknown',
      dnsAllowed: 'unknown',
      policies: [],
      why: whyUnknown(known),
    };
  }
  const policies = known.value;
  const pods = podsOf(namespace, {}, view);
  // A pod that nobody has labelled stands for those still to come.
  const ends =
    isKnown(pods) && pods.value.length > 0
      ? pods.value
      : [anonymousPod(namespace)];
  const dns = dnsOf(ends, policies, environment);
  return {
    ...head,
    ingress: isolated(ends, policies, 'ingress'),
    egress: isolated(ends, policies, 'egress'),
    ...dns,
    policies: policies.map(({ object }) => refOf(view.cluster, object)),
  };
}

function isolated(
  pods: readonly PodEnd[],
  policies: readonly NetworkPolicy[],
  direction: 'ingress' | 'egress',
): Isolation['ingress'] {
  const closed = pods.filter(pod => {
    const selecting = isolating(policies, pod, direction);
    return selecting.length > 0 && !selecting.some(p => isOpen(p, direction));
  });
  return closed.length === 0
    ? 'open'
    : closed.length === pods.length
    ? 'isolated'
    : 'partly';
}

/** A rule without peers and ports lets everything through. */
function isOpen(
  policy: NetworkPolicy,
  direction: 'ingress' | 'egress',
): boolean {
  return (policy[direction] ?? []).some(
    ({ peers, ports }) => peers.length === 0 && ports.length === 0,
  );
}

function dnsOf(
  pods: readonly PodEnd[],
  policies: readonly NetworkPolicy[],
  { dns }: Environment,
): Pick<Isolation, 'dnsAllowed' | 'why'> {
  const { end, port } = resolverOf(dns);
  const missing = new Set<string>();
  for (const pod of pods) {
    const { ports } = allowed(policies, pod, end, 'never');
    for (const protocol of ['UDP', 'TCP']) {
      if (!ports.has(protocol, port)) {
        missing.add(`${protocol} ${port}`);
      }
    }
  }
  return missing.size === 0
    ? { dnsAllowed: 'yes' }
    : {
        dnsAllowed: 'no',
        why: `no policy lets pods ask DNS on ${[...missing].join(' and ')}`,
      };
}

/** Where pods send DNS questions in each profile. */
function resolverOf(dns: Environment['dns']): { end: End; port: number } {
  const pod = (namespace: string, labels: Record<string, string>): PodEnd => ({
    ...anonymousPod(namespace),
    labels,
  });
  switch (dns) {
    case 'openshift':
      return {
        end: pod('openshift-dns', {
          'dns.operator.openshift.io/daemonset-dns': 'default',
        }),
        port: 5353,
      };
    case 'nodelocal': {
      const range = rangeOf('169.254.20.10');
      return {
        end: range
          ? { type: 'addresses', range }
          : pod('kube-system', { 'k8s-app': 'node-local-dns' }),
        port: 53,
      };
    }
    default:
      return { end: pod('kube-system', { 'k8s-app': 'kube-dns' }), port: 53 };
  }
}

function anonymousPod(namespace: string): PodEnd {
  return {
    type: 'pod',
    namespace,
    namespaceLabels: { 'kubernetes.io/metadata.name': namespace },
    labels: {},
    ports: [],
  };
}
