import { Selector } from '../../model';
import { matchesSelector } from '../../snapshot/selector';
import { SelectorIndex } from '../../snapshot/SelectorIndex';
import { contains, overlaps, rangeOf } from './addressRange';
import { Admitted, portsOf } from './admitted';
import { CiliumPolicy, CiliumRule } from './ciliumPolicy';
import { End, PodEnd } from './end';
import { PortSet } from './portSet';

const namespaceLabel = 'io.kubernetes.pod.namespace';
const ofNamespace = 'io.cilium.k8s.namespace.labels.';

/** What the Cilium policies that select a pod say about one direction. */
interface CiliumSide extends Admitted {
  isolating: readonly CiliumPolicy[];
  denied: PortSet;
  /** What a deny rule may refuse whose peers stand outside of the policy. */
  maybeDenied: PortSet;
}

/** Evaluates the Cilium policies that select `pod`; `peer` is the other end, `target` the one that is connected to. */
export function ciliumSide(
  policies: readonly CiliumPolicy[],
  pod: PodEnd,
  direction: 'ingress' | 'egress',
  peer: End,
  target: End,
): CiliumSide {
  const selecting = indexOf(policies)
    .taking(policies.length > 0 ? identityOf(pod) : {})
    .filter(
      ({ namespace }) => namespace === undefined || namespace === pod.namespace,
    );
  let [ports, undecided] = [PortSet.none, PortSet.none];
  let [denied, maybeDenied] = [PortSet.none, PortSet.none];
  for (const policy of selecting) {
    const { allow, deny } = policy[direction];
    for (const rule of allow) {
      const match = matchRule(rule, policy.namespace, peer);
      const filtered = portsIn(rule.filtered, target);
      const plain = portsIn(rule.ports, target);
      ports = match === 'yes' ? ports.union(plain) : ports;
      undecided = match === 'undecided' ? undecided.union(plain) : undecided;
      // What a filter of requests lets through depends on the request.
      undecided = match === 'no' ? undecided : undecided.union(filtered);
    }
    for (const rule of deny) {
      const match = matchRule(rule, policy.namespace, peer);
      const named = portsIn(rule.ports, target).union(
        portsIn(rule.filtered, target),
      );
      denied = match === 'yes' ? denied.union(named) : denied;
      maybeDenied =
        match === 'undecided' ? maybeDenied.union(named) : maybeDenied;
    }
  }
  return {
    isolating: selecting.filter(policy => policy[direction].isolates),
    ports,
    undecided,
    denied,
    maybeDenied,
  };
}

const indexes = new WeakMap<
  readonly CiliumPolicy[],
  SelectorIndex<CiliumPolicy>
>();

/** One list is asked about for each pod of a namespace. */
function indexOf(
  policies: readonly CiliumPolicy[],
): SelectorIndex<CiliumPolicy> {
  const index =
    indexes.get(policies) ??
    new SelectorIndex(policies, ({ selector }) => selector);
  indexes.set(policies, index);
  return index;
}

/** No list of ports means all of them, an empty one none. */
function portsIn(ports: CiliumRule['ports'], target: End): PortSet {
  if (!ports) {
    return PortSet.all;
  }
  return ports.length === 0 ? PortSet.none : portsOf(ports, target);
}

function matchRule(
  rule: CiliumRule,
  namespace: string | undefined,
  peer: End,
): 'yes' | 'no' | 'undecided' {
  const { endpoints, entities, blocks, elsewhere, namesPorts } = rule;
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
  return !endpoints && !entities && !blocks && namesPorts ? 'yes' : 'no';
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
