import { matchesSelector } from '../../snapshot/selector';
import { contains, overlaps, rangeOf } from './addressRange';
import { End, PodEnd } from './end';
import { Peer, PolicyRule, PortRule } from './networkPolicy';
import { PortSet, protocols } from './portSet';

/**
 * How an ipBlock treats pods: network plugins differ. `never` is Cilium's way; `undecided` says so when the pod's
 * address lies in the block or is not known.
 */
export type IpBlockMode = 'never' | 'undecided';

/** What rules let through, and what only some network plugins would let through. */
export interface Admitted {
  ports: PortSet;
  undecided: PortSet;
}

/**
 * What one direction of a policy in `namespace` lets through between a selected pod and `peer`.
 * `target` is the end that is connected to: names of ports are looked up in its containers.
 */
export function admittedBy(
  rules: readonly PolicyRule[],
  namespace: string,
  peer: End,
  target: End,
  mode: IpBlockMode,
): Admitted {
  let ports = PortSet.none;
  let undecided = PortSet.none;
  for (const rule of rules) {
    const match = matchPeers(rule.peers, namespace, peer, mode);
    if (match !== 'no') {
      const admitted = portsOf(rule.ports, target);
      ports = match === 'yes' ? ports.union(admitted) : ports;
      undecided = match === 'undecided' ? undecided.union(admitted) : undecided;
    }
  }
  return { ports, undecided };
}

type Match = 'yes' | 'no' | 'undecided';

function matchPeers(
  peers: readonly Peer[],
  namespace: string,
  end: End,
  mode: IpBlockMode,
): Match {
  if (peers.length === 0) {
    return 'yes';
  }
  const matches = peers.map(peer => matchPeer(peer, namespace, end, mode));
  if (matches.includes('yes')) {
    return 'yes';
  }
  return matches.includes('undecided') ? 'undecided' : 'no';
}

function matchPeer(
  peer: Peer,
  namespace: string,
  end: End,
  mode: IpBlockMode,
): Match {
  if (peer.type === 'addresses') {
    return matchBlock(peer, end, mode);
  }
  if (end.type !== 'pod') {
    return 'no';
  }
  const namespaceMatches = peer.namespaces
    ? matchesSelector(peer.namespaces, end.namespaceLabels)
    : end.namespace === namespace;
  return namespaceMatches && matchesSelector(peer.pods, end.labels)
    ? 'yes'
    : 'no';
}

function matchBlock(
  peer: Peer & { type: 'addresses' },
  end: End,
  mode: IpBlockMode,
): Match {
  switch (end.type) {
    case 'pod':
      return matchPodAddress(peer, end, mode);
    case 'addresses':
      return inBlock(peer, end.range) ? 'yes' : 'no';
    default:
      return 'no';
  }
}

function matchPodAddress(
  peer: Peer & { type: 'addresses' },
  pod: PodEnd,
  mode: IpBlockMode,
): Match {
  if (mode === 'never') {
    return 'no';
  }
  const ranges = (pod.addresses ?? []).flatMap(text => rangeOf(text) ?? []);
  return ranges.length === 0 || ranges.some(range => inBlock(peer, range))
    ? 'undecided'
    : 'no';
}

function inBlock(
  { cidr, except }: Peer & { type: 'addresses' },
  range: NonNullable<ReturnType<typeof rangeOf>>,
): boolean {
  const block = rangeOf(cidr);
  return (
    block !== undefined &&
    contains(block, range) &&
    !except.some(text => {
      const hole = rangeOf(text);
      return hole !== undefined && overlaps(hole, range);
    })
  );
}

/** The ports that a rule names, all of them when it names none. */
export function portsOf(rules: readonly PortRule[], target: End): PortSet {
  if (rules.length === 0) {
    return PortSet.all;
  }
  return rules.reduce(
    (sum, rule) => sum.union(portOf(rule, target)),
    PortSet.none,
  );
}

function portOf({ protocol, port, endPort }: PortRule, target: End): PortSet {
  if (!protocols.some(known => known === protocol)) {
    return PortSet.none;
  }
  if (port === undefined) {
    return PortSet.of(protocol);
  }
  if (typeof port === 'number') {
    return PortSet.of(protocol, port, endPort ?? port);
  }
  const named =
    target.type === 'pod'
      ? target.ports.filter(
          item => item.name === port && item.protocol === protocol,
        )
      : [];
  return named.reduce(
    (sum, item) => sum.union(PortSet.of(protocol, item.port, item.port)),
    PortSet.none,
  );
}
