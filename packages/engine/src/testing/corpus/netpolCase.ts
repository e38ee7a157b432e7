import { KubernetesObject } from '../../model';
import { arraySnapshot } from '../../snapshot';
import { ClusterView } from '../../snapshot/clusterView';
import { connections } from '../../status/netpol/connections';
import { End, PodEnd } from '../../status/netpol/end';
import { readPolicy } from '../../status/netpol/networkPolicy';
import { podEndOf, templateEndOf } from '../../status/netpol/podEnd';
import { Check, check } from './check';
import { AddressLine, joinRanges } from './joinRanges';

type Side =
  | { kind: 'workload'; id: string }
  | { kind: 'external'; from: string; to: string };

/** A case of the folder `netpol`: objects and every connection that they allow. */
export interface NetpolCase {
  name: string;
  ipBlockMatchesPods?: boolean;
  objects: KubernetesObject[];
  expect: Array<{
    src: Side;
    dst: Side;
    conn: string | Array<{ protocol: string; from: number; to: number }>;
  }>;
}

/** Compares all pairs, those too that must not be connected. */
export function checkNetpol(item: NetpolCase): Check[] {
  const wanted = joinRanges(
    item.expect.map(({ src, dst, conn }) => ({
      source: sideOf(src),
      target: sideOf(dst),
      ports: typeof conn === 'string' ? 'all' : text(conn),
    })),
  );
  const found = joinRanges(linesOf(item));
  return [...new Set([...wanted.keys(), ...found.keys()])].map(pair =>
    check(
      `${item.name}: ${pair}`,
      wanted.get(pair) === found.get(pair),
      found.get(pair) ?? 'none',
    ),
  );
}

function linesOf({ objects, ipBlockMatchesPods }: NetpolCase): AddressLine[] {
  const view = new ClusterView(
    arraySnapshot([{ cluster: 'c', objects, asOf: 0 }]),
    'c',
  );
  const pods = podsOf(objects, view);
  return connections(
    [...pods.keys()],
    objects.filter(({ kind }) => kind === 'NetworkPolicy').map(readPolicy),
    ipBlockMatchesPods === false ? 'never' : 'undecided',
  ).flatMap(({ source, target, ports }) => {
    const [src, dst] = [source, target].map(end => endOf(end, pods));
    return src === dst
      ? []
      : [
          {
            source: src,
            target: dst,
            ports: ports.isAll ? 'all' : text(ports.ranges()),
          },
        ];
  });
}

function text(
  ranges: ReadonlyArray<{ protocol: string; from: number; to: number }>,
): string {
  return ranges
    .map(({ protocol, from, to }) => `${protocol} ${from}-${to}`)
    .sort()
    .join(',');
}

function sideOf(side: Side): AddressLine['source'] {
  return side.kind === 'workload'
    ? side.id
    : { from: ip(side.from), to: ip(side.to) };
}

function ip(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function endOf(
  end: End,
  pods: ReadonlyMap<PodEnd, string>,
): AddressLine['source'] {
  switch (end.type) {
    case 'pod':
      return pods.get(end) ?? '';
    case 'addresses':
      return { from: Number(end.range.from), to: Number(end.range.to) };
    default:
      return end.entity;
  }
}

function podsOf(
  objects: readonly KubernetesObject[],
  view: ClusterView,
): Map<PodEnd, string> {
  const pods = new Map<PodEnd, string>();
  for (const object of objects) {
    const { namespace, name, ownerReferences = [] } = object.metadata;
    if (object.kind === 'Pod') {
      // A static pod belongs to its node, which is no workload.
      const owner = ownerReferences.find(({ kind }) => kind !== 'Node') ?? {
        kind: 'Pod',
        name,
      };
      pods.set(
        podEndOf(object, view),
        `${namespace}/${owner.name}[${owner.kind ?? 'Pod'}]`,
      );
    } else if (
      !['Namespace', 'NetworkPolicy', 'Service'].includes(object.kind)
    ) {
      pods.set(
        templateEndOf(object, view),
        `${namespace}/${name}[${object.kind}]`,
      );
    }
  }
  return pods;
}
