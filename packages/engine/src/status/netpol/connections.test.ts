import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { KubernetesObject } from '../../model';
import { arraySnapshot } from '../../snapshot';
import { ClusterView } from '../../snapshot/clusterView';
import { connections } from './connections';
import { End, PodEnd } from './end';
import { readPolicy } from './networkPolicy';
import { podEndOf, templateEndOf } from './podEnd';

type Side =
  | { kind: 'workload'; id: string }
  | { kind: 'external'; from: string; to: string };

interface Case {
  name: string;
  objects: KubernetesObject[];
  expect: Array<{
    src: Side;
    dst: Side;
    conn: string | Array<{ protocol: string; from: number; to: number }>;
  }>;
}

const folder = join(__dirname, '__fixtures__');
const cases: Case[] = readdirSync(folder)
  .filter(name => name.endsWith('.json'))
  .map(name => JSON.parse(readFileSync(join(folder, name), 'utf8')));

describe('connections', () => {
  it.each(cases)('are those that np-guard finds in $name', item => {
    const view = new ClusterView(
      arraySnapshot([{ cluster: 'c', objects: item.objects, asOf: 0 }]),
      'c',
    );
    const pods = podsOf(item.objects, view);
    const policies = item.objects
      .filter(({ kind }) => kind === 'NetworkPolicy')
      .map(readPolicy);
    const found = new Set<string>();
    for (const { source, target, ports } of connections(
      [...pods.keys()],
      policies,
      'never',
    )) {
      const [src, dst] = [source, target].map(end => nameOf(end, pods));
      if (src !== dst) {
        found.add(
          `${src} => ${dst} : ${ports.isAll ? 'all' : text(ports.ranges())}`,
        );
      }
    }
    expect([...merged(found)].sort()).toEqual(
      [...merged(wantedOf(item))].sort(),
    );
  });

  function wantedOf({ expect: list }: Case): Set<string> {
    return new Set(
      list.map(
        ({ src, dst, conn }) =>
          `${sideName(src)} => ${sideName(dst)} : ${
            typeof conn === 'string' ? 'all' : text(conn)
          }`,
      ),
    );
  }
});

function text(
  ranges: ReadonlyArray<{ protocol: string; from: number; to: number }>,
) {
  return ranges
    .map(({ protocol, from, to }) => `${protocol} ${from}-${to}`)
    .sort()
    .join(',');
}

function sideName(side: Side): string {
  return side.kind === 'workload' ? side.id : `${ip(side.from)}-${ip(side.to)}`;
}

function ip(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function nameOf(end: End, pods: ReadonlyMap<PodEnd, string>): string {
  switch (end.type) {
    case 'pod':
      return pods.get(end) ?? '';
    case 'addresses':
      return `${end.range.from}-${end.range.to}`;
    default:
      return end.entity;
  }
}

/** Neighbouring ranges with the same answer become one, as different tools cut the outside differently. */
function merged(lines: ReadonlySet<string>): Set<string> {
  const groups = new Map<string, Array<[number, number]>>();
  const result = new Set<string>();
  for (const line of lines) {
    const range = /(?:^| )(\d+)-(\d+)(?= =>| :)/.exec(line);
    if (range) {
      const key = line.replace(`${range[1]}-${range[2]}`, '*');
      groups.set(key, [
        ...(groups.get(key) ?? []),
        [Number(range[1]), Number(range[2])],
      ]);
    } else {
      result.add(line);
    }
  }
  for (const [key, ranges] of groups) {
    const joined: Array<[number, number]> = [];
    for (const [from, to] of ranges.sort((a, b) => a[0] - b[0])) {
      const last = joined[joined.length - 1];
      if (last && from === last[1] + 1) {
        last[1] = to;
      } else {
        joined.push([from, to]);
      }
    }
    result.add(`${key} ${JSON.stringify(joined)}`);
  }
  return result;
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
