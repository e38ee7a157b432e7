import { dnsServers } from '../../capabilities/tenant/network/dnsServers';
import { Selector, lastValue } from '../../model';
import { at, fieldsOf, textsOf } from '../../model/fields';
import { Environment } from '../../platform';
import { ClusterView } from '../../snapshot/clusterView';
import { onceAView } from '../../snapshot/onceAView';
import { rangeOf } from '../netpol/addressRange';
import { End, PodEnd } from '../netpol/end';
import { labelsOf, podEndOf } from '../netpol/podEnd';
import { hasEnded } from '../netpol/podsOf';

/** Somebody who answers the DNS questions of pods. */
export interface Resolver {
  end: End;
  /** By protocol, where the pods themselves tell. */
  ports: Readonly<Record<string, number>>;
}

interface Resolvers {
  found: readonly Resolver[];
  /** Whether they were seen or are configured; else one of the profile stands for them, and may be another in truth. */
  areKnown: boolean;
  /** Whether caches run on nodes that the platform does not speak of: pods may ask them, or not. */
  hasCache: boolean;
}

/** The labels of DNS pods, by where they run. */
const places: ReadonlyArray<
  readonly [namespace: string, label: string, values: readonly string[]]
> = [
  ['kube-system', 'k8s-app', ['kube-dns', 'node-local-dns']],
  ['openshift-dns', 'dns.operator.openshift.io/daemonset-dns', ['default']],
];

const cacheLabel = 'node-local-dns';

const once = onceAView<Resolvers>();

/**
 * Where pods of a cluster send DNS questions: to the node's own address where the platform says that a cache runs on it, else to the
 * DNS pods that are seen, or to those of the platform's profile.
 */
export function resolversOf(
  environment: Environment,
  view: ClusterView,
): Resolvers {
  return once(view, environment.dns, () => findResolvers(environment, view));
}

function findResolvers(environment: Environment, view: ClusterView): Resolvers {
  const { pods, cidrs, port } = dnsServers(environment);
  const profile = { UDP: port, TCP: port };
  const configured = cidrs.flatMap(cidr => {
    const range = rangeOf(cidr);
    return range
      ? [{ end: { type: 'addresses' as const, range }, ports: profile }]
      : [];
  });
  const isCached = configured.length > 0;
  const { ends, hasCache } = seenPods(view);
  // Where a local redirect policy of Cilium stands in for the address of the cache, traffic goes to its pods.
  const seen = ends
    .filter(({ labels }) => !isCached || labels['k8s-app'] === cacheLabel)
    .map(end => ({ end, ports: { ...profile, ...namedPorts(end) } }));
  const found = [...configured, ...seen];
  const rest = { hasCache: hasCache && !isCached };
  if (found.length > 0) {
    return { found, areKnown: true, ...rest };
  }
  const [{ namespace, labels }] = pods;
  const end: PodEnd = {
    type: 'pod',
    namespace,
    namespaceLabels: labelsOf(namespace, view),
    labels,
    ports: [],
  };
  return { found: [{ end, ports: profile }], areKnown: false, ...rest };
}

/** The DNS pods that policies can name, one for each set of labels, and whether a cache runs on nodes beside them. */
function seenPods(view: ClusterView): { ends: PodEnd[]; hasCache: boolean } {
  const ends = new Map<string, PodEnd>();
  let hasCache = false;
  for (const [namespace, key, values] of places) {
    const selector: Selector = {
      matchExpressions: [{ key, operator: 'In', values }],
    };
    const known = view.list({ group: '', kind: 'Pod' }, namespace, selector);
    for (const pod of lastValue(known) ?? []) {
      if (hasEnded(pod)) {
        continue;
      }
      if (at(pod.spec, 'hostNetwork') === true) {
        hasCache ||= pod.metadata.labels?.['k8s-app'] === cacheLabel;
        continue;
      }
      const end = podEndOf(pod, view);
      const { ['pod-template-hash']: _hash, ...labels } = end.labels;
      const id = JSON.stringify([namespace, Object.entries(labels).sort()]);
      ends.set(id, withAddresses(end, ends.get(id), view));
    }
  }
  return { ends: [...ends.values()], hasCache };
}

/**
 * With the addresses of the pods like it and of the Services in front: it is not defined which of them blocks of addresses see. Without
 * any where no Service is seen.
 */
function withAddresses(
  { addresses: own, ...end }: PodEnd,
  like: PodEnd | undefined,
  view: ClusterView,
): PodEnd {
  const known = like ? like.addresses : serviceAddresses(end, view);
  return {
    ...end,
    ...(known && own ? { addresses: [...known, ...own] } : {}),
  };
}

function serviceAddresses(
  { namespace, labels }: PodEnd,
  view: ClusterView,
): string[] | undefined {
  const services = lastValue(
    view.list({ group: '', kind: 'Service' }, namespace),
  );
  const found = (services ?? []).filter(({ spec }) => {
    const selector = Object.entries(fieldsOf(at(spec, 'selector')));
    return (
      selector.length > 0 &&
      selector.every(([key, value]) => labels[key] === value)
    );
  });
  return found.length > 0
    ? found.flatMap(({ spec }) => textsOf(at(spec, 'clusterIPs')))
    : undefined;
}

function namedPorts({ ports }: PodEnd): Record<string, number> {
  const names: Record<string, string> = { dns: 'UDP', 'dns-tcp': 'TCP' };
  return Object.fromEntries(
    ports
      .filter(({ name = '', protocol }) => names[name] === protocol)
      .map(({ protocol, port }) => [protocol, port]),
  );
}
