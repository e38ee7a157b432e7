import { AddressRange, rangeOf } from './addressRange';
import { IpBlockMode } from './admitted';
import { allowed } from './allowed';
import { End, PodEnd } from './end';
import { NetworkPolicy } from './networkPolicy';
import { PortSet } from './portSet';

/** One pair of ends that may talk, and on which ports. A pair without ports is not listed. */
interface Connection {
  source: End;
  target: End;
  ports: PortSet;
}

/**
 * Every connection that NetworkPolicies allow between the pods and to and from IPv4 addresses outside. The outside is cut
 * into ranges that no policy tells apart; a pod with itself is not listed.
 */
export function connections(
  pods: readonly PodEnd[],
  policies: readonly NetworkPolicy[],
  mode: IpBlockMode = 'undecided',
): Connection[] {
  const outside: End[] = outsideRanges(policies).map(range => ({
    type: 'addresses',
    range,
  }));
  const pairs: Array<[End, End]> = [
    ...pods.flatMap(source =>
      pods
        .filter(target => target !== source)
        .map((target): [End, End] => [source, target]),
    ),
    ...pods.flatMap(pod =>
      outside.flatMap(
        (end): Array<[End, End]> => [
          [pod, end],
          [end, pod],
        ],
      ),
    ),
  ];
  return pairs.flatMap(([source, target]) => {
    const { ports } = allowed(
      { core: policies, cilium: [] },
      source,
      target,
      mode,
    );
    return ports.isEmpty ? [] : [{ source, target, ports }];
  });
}

/** The IPv4 addresses, cut wherever a block of a policy or an exception of one begins or ends. */
function outsideRanges(policies: readonly NetworkPolicy[]): AddressRange[] {
  const end = 1n << 32n;
  const cuts = new Set<bigint>([0n]);
  for (const { ingress = [], egress = [] } of policies) {
    for (const peer of [...ingress, ...egress].flatMap(({ peers }) => peers)) {
      const blocks =
        peer.type === 'addresses' ? [peer.cidr, ...peer.except] : [];
      for (const range of blocks.flatMap(text => rangeOf(text) ?? [])) {
        if (range.family === 4) {
          cuts.add(range.from);
          cuts.add(range.to + 1n);
        }
      }
    }
  }
  const starts = [...cuts]
    .filter(cut => cut < end)
    .sort((a, b) => (a < b ? -1 : 1));
  return starts.map((from, i) => ({
    family: 4,
    from,
    to: (starts[i + 1] ?? end) - 1n,
  }));
}
