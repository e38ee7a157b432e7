import { KubernetesObject, lastValue } from '../../model';
import { at, textsOf } from '../../model/fields';
import { ClusterView } from '../../snapshot/clusterView';
import { grouped } from '../../snapshot/grouped';
import { gatewayGroup } from './kinds';
import { ParentRef, parentRefsOf } from './parentRef';

type Parent = Pick<ParentRef, 'group' | 'kind' | 'namespace' | 'name'>;

/** The routes of a kind that name a parent and may have a hostname in common with these, as last known. */
export function routesOf(
  kind: string,
  parent: Parent,
  hostnames: readonly string[],
  view: ClusterView,
): KubernetesObject[] {
  const list = lastValue(view.list({ group: gatewayGroup, kind })) ?? [];
  const index = grouped(list, 'parents and hostnames', keysOf);
  const key = keyOf(parent);
  const wide =
    hostnames.length === 0 || hostnames.some(name => name.startsWith('*.'));
  const keys = wide
    ? [key]
    : [
        `${key}|`,
        ...hostnames.flatMap(name =>
          coveringNames(name).map(covering => `${key}|${covering}`),
        ),
      ];
  const found = new Set<KubernetesObject>();
  for (const item of keys) {
    for (const route of index.get(item)) {
      found.add(route);
    }
  }
  return [...found];
}

/** Routes by parent, and by parent and hostname; one without hostnames stands under the empty name. */
function keysOf(route: KubernetesObject): string[] {
  const names = textsOf(at(route.spec, 'hostnames')).map(name =>
    name.toLowerCase(),
  );
  return [...new Set(parentRefsOf(route).map(keyOf))].flatMap(parent => [
    parent,
    ...(names.length > 0 ? names : ['']).map(name => `${parent}|${name}`),
  ]);
}

/** A name and the wildcards above it. */
function coveringNames(name: string): string[] {
  const labels = name.split('.');
  return [
    name,
    ...labels.slice(1).map((_, i) => `*.${labels.slice(i + 1).join('.')}`),
  ];
}

function keyOf({ group, kind, namespace, name }: Parent): string {
  return `${group}|${kind}|${namespace}|${name}`;
}
