import { Selector } from '../../model';
import { SelectorIndex } from '../../snapshot/SelectorIndex';
import { contains, overlaps, rangeOf } from './addressRange';
import { Admitted, portsOf } from './admitted';
import {
  IdentityMatch,
  identityOf,
  keysOf,
  matchIdentity,
  namespaceLabel,
  ofNamespace,
  withoutOwnLabels,
} from './ciliumIdentity';
import { CiliumPolicy, CiliumRule } from './ciliumPolicy';
import { End, PodEnd } from './end';
import { PortSet } from './portSet';

/** What the Cilium policies that select a pod say about one direction. */
interface CiliumSide extends Admitted {
  isolating: readonly CiliumPolicy[];
  denied: PortSet;
  /** What a deny rule may refuse whose peers stand outside of the policy. */
  maybeDenied: PortSet;
  /** What stays open if a policy isolates the pod of which it is not known whether it selects it; absent without such a policy. */
  maybeLeft?: PortSet;
}

/** Evaluates the Cilium policies that select `pod`; `peer` is the other end, `target` the one that is connected to. */
export function ciliumSide(
  policies: readonly CiliumPolicy[],
  pod: PodEnd,
  direction: 'ingress' | 'egress',
  peer: End,
  target: End,
): CiliumSide {
  const taken = selectingOf(policies, pod);
  const selecting = taken
    .filter(({ match }) => match === 'yes')
    .map(({ policy }) => policy);
  let [ports, undecided] = [PortSet.none, PortSet.none];
  let [denied, maybeDenied] = [PortSet.none, PortSet.none];
  for (const policy of selecting) {
    const side = sayOf(policy, direction, peer, target);
    ports = ports.union(side.ports);
    undecided = undecided.union(side.undecided);
    denied = denied.union(side.denied);
    maybeDenied = maybeDenied.union(side.maybeDenied);
  }
  let maybeLeft: PortSet | undefined;
  for (const { policy, match } of taken) {
    if (match === 'undecided') {
      const side = sayOf(policy, direction, peer, target);
      undecided = undecided.union(side.ports).union(side.undecided);
      maybeDenied = maybeDenied.union(side.denied).union(side.maybeDenied);
      maybeLeft = policy[direction].isolates
        ? side.ports.intersect(maybeLeft ?? PortSet.all)
        : maybeLeft;
    }
  }
  return {
    isolating: selecting.filter(policy => policy[direction].isolates),
    ports,
    undecided,
    denied,
    maybeDenied,
    ...(maybeLeft && { maybeLeft }),
  };
}

/** The policies that select a pod, and those of which that is not known. */
function selectingOf(
  policies: readonly CiliumPolicy[],
  pod: PodEnd,
): Array<{ policy: CiliumPolicy; match: IdentityMatch }> {
  return policies.length === 0
    ? []
    : indexOf(policies)
        .taking(identityOf(pod))
        .filter(
          ({ namespace }) =>
            namespace === undefined || namespace === pod.namespace,
        )
        .map(policy => ({
          policy,
          match: matchIdentity(policy.selector, pod),
        }));
}

/** What one policy says about one direction of the pods that it selects. */
function sayOf(
  policy: CiliumPolicy,
  direction: 'ingress' | 'egress',
  peer: End,
  target: End,
): Omit<CiliumSide, 'isolating' | 'maybeLeft'> {
  let [ports, undecided] = [PortSet.none, PortSet.none];
  let [denied, maybeDenied] = [PortSet.none, PortSet.none];
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
  return { ports, undecided, denied, maybeDenied };
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
    new SelectorIndex(policies, ({ selector }) => withoutOwnLabels(selector));
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
): IdentityMatch {
  const { endpoints, entities, blocks, elsewhere, namesPorts } = rule;
  const matches = (endpoints ?? []).map(selector =>
    matchEndpoint(selector, namespace, peer),
  );
  if (matches.includes('yes')) {
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
  if (elsewhere || matches.includes('undecided')) {
    return 'undecided';
  }
  // Without any peer the ports are open to all; without ports too, the rule opens nothing.
  return !endpoints && !entities && !blocks && namesPorts ? 'yes' : 'no';
}

function matchEndpoint(
  selector: Selector,
  namespace: string | undefined,
  peer: End,
): IdentityMatch {
  const own =
    namespace !== undefined &&
    !keysOf(selector).some(
      key =>
        key === namespaceLabel ||
        key.startsWith(ofNamespace) ||
        key.startsWith('reserved:'),
    );
  return own && (peer.type !== 'pod' || peer.namespace !== namespace)
    ? 'no'
    : matchIdentity(selector, peer);
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
