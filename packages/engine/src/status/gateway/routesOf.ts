import { KubernetesObject, lastValue } from '../../model';
import { at, textsOf } from '../../snapshot/fields';
import { ClusterView } from '../../snapshot/clusterView';
import { gatewayGroup } from './kinds';
import { ParentRef, parentRefsOf } from './parentRef';

type Parent = Pick<ParentRef, 'group' | 'kind' | 'namespace' | 'name'>;
type Index = ReadonlyMap<string, readonly KubernetesObject[]>;

const indexes = new WeakMap<readonly KubernetesObject[], Index>();

/**
 * The routes of a kind that name a parent and may have a hostname in common with these, as last known. Lists of a snapshot
 * stay the same until something changes, so that the index is made once for each list.
 */
export function routesOf(
  kind: string,
  parent: Parent,
  hostnames: readonly string[],
  view: ClusterView,
): KubernetesObject[] {
  const list = lastValue(view.list({ group: gatewayGroup, kind })) ?? [];
  let index = indexes.get(list);
  if (!index) {
    index = indexOf(list);
    indexes.set(list, index);
  }
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
    for (const route of index.get(item) ?? []) {
      found.add(route);
    }
  }
  return [...found];
}

/** Routes by parent, and by parent and hostname; one without hostnames stands under the empty name. */
function indexOf(list: readonly KubernetesObject[]): Index {
  const index = new Map<string, KubernetesObject[]>();
  const put = (key: string, route: KubernetesObject) => {
    const routes = index.get(key);
    if (routes) {
      routes.push(route);
    } else {
      index.set(key, [route]);
    }
  };
  for (const route of list) {
    const names = textsOf(at(route.spec, 'hostnames')).map(name =>
      name.toLowerCase(),
    );
    for (const parent of new Set(parentRefsOf(route).map(keyOf))) {
      put(parent, route);
      for (const name of new Set(names.length > 0 ? names : [''])) {
        put(`${parent}|${name}`, route);
      }
    }
  }
  return index;
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
