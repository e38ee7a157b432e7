import { Selector } from '../../model';
import { matchesSelector } from '../../snapshot/selector';
import { contains, overlaps, rangeOf } from './addressRange';
import { Admitted, portsOf } from './admitted';
import { CiliumPolicy, CiliumRule } from './ciliumPolicy';
import { End, PodEnd } from './end';
import { PortSet } from './portSet';

const namespaceLabel = 'io.kubernetes.pod.namespace';
const ofNamespace = 'io.cilium.k8s.namespace.labels.';

/** What the Cilium policies that select a pod say about one direction. */
export interface CiliumSide extends Admitted {
  isolating: readonly CiliumPolicy[];
  denied: PortSet;
}

/** Evaluates the Cilium policies that select `pod`; `peer` is the other end, `target` the one that is connected to. */
export function ciliumSide(
  policies: readonly CiliumPolicy[],
  pod: PodEnd,
  direction: 'ingress' | 'egress',
  peer: End,
  target: End,
): CiliumSide {
  const selecting = policies.filter(
    ({ namespace, selector }) =>
      (namespace === undefined || namespace === pod.namespace) &&
      matchesSelector(selector, identityOf(pod)),
  );
  let [ports, undecided, denied] = [PortSet.none, PortSet.none, PortSet.none];
  for (const policy of selecting) {
    const { allow, deny } = policy[direction];
    for (const rule of allow) {
      const match = matchRule(rule, policy.namespace, peer);
      const admitted = rule.ports ? portsOf(rule.ports, target) : PortSet.all;
      ports = match === 'yes' ? ports.union(admitted) : ports;
      undecided = match === 'undecided' ? undecided.union(admitted) : undecided;
    }
    for (const rule of deny) {
      if (matchRule(rule, policy.namespace, peer) === 'yes') {
        denied = denied.union(
          rule.ports ? portsOf(rule.ports, target) : PortSet.all,
        );
      }
    }
  }
  return {
    isolating: selecting.filter(policy => policy[direction].isolates),
    ports,
    undecided,
    denied,
  };
}

function matchRule(
  rule: CiliumRule,
  namespace: string | undefined,
  peer: End,
): 'yes' | 'no' | 'undecided' {
  const { endpoints, entities, blocks, elsewhere, ports } = rule;
  if (endpoints?.some(selector => matchEndpoint(selector, namespace, peer))) {
    return 'yes';
  }
  if (entities?.some(entity => matchEntity(entity, peer))) {
    return 'yes';
  }
  if (
    peer.type === 'addresses' &&
    blocks?.some(
      ({ cidr, except }) =>
        holds(cidr, peer) && !except.some(text => touches(text, peer)),
    )
  ) {
    return 'yes';
  }
  if (elsewhere) {
    return 'undecided';
  }
  // Without any peer the ports are open to all; without ports too, the rule opens nothing.
  return !endpoints && !entities && !blocks && ports ? 'yes' : 'no';
}

function matchEndpoint(
  selector: Selector,
  namespace: string | undefined,
  peer: End,
): boolean {
  const keys = [
    ...Object.keys(selector.matchLabels ?? {}),
    ...(selector.matchExpressions ?? []).map(({ key }) => key),
  ];
  const own =
    namespace !== undefined &&
    !keys.some(
      key =>
        key === namespaceLabel ||
        key.startsWith(ofNamespace) ||
        key.startsWith('reserved:'),
    );
  return (
    (!own || (peer.type === 'pod' && peer.namespace === namespace)) &&
    matchesSelector(selector, identityOf(peer))
  );
}

function matchEntity(entity: string, peer: End): boolean {
  switch (entity) {
    case 'all':
      return true;
    case 'cluster':
      return peer.type !== 'addresses';
    case 'world':
      return peer.type === 'addresses';
    default:
      return peer.type === 'entity' && peer.entity === entity;
  }
}

function identityOf(end: End): Record<string, string> {
  switch (end.type) {
    case 'pod':
      return {
        ...end.labels,
        ...Object.fromEntries(
          Object.entries(end.namespaceLabels).map(([key, value]) => [
            `${ofNamespace}${key}`,
            value,
          ]),
        ),
        [namespaceLabel]: end.namespace,
      };
    case 'entity':
      return { [`reserved:${end.entity}`]: '' };
    default:
      return { 'reserved:world': '' };
  }
}

function holds(cidr: string, { range }: End & { type: 'addresses' }): boolean {
  const block = rangeOf(cidr);
  return block !== undefined && contains(block, range);
}

function touches(
  cidr: string,
  { range }: End & { type: 'addresses' },
): boolean {
  const block = rangeOf(cidr);
  return block !== undefined && overlaps(block, range);
}
