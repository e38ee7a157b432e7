import { KubernetesObject, lastValue } from '../../model';
import { ClusterView } from '../../snapshot/clusterView';
import { grouped } from '../../snapshot/grouped';
import { gatewayGroup } from './kinds';
import { ParentRef, parentRefsOf } from './parentRef';

const severalParents = 'several';

/**
 * The routes of a kind that name a parent, as last known. Routes of several parents are looked at one by one, the
 * many others are found by an index that is made once for each list.
 */
export function routesOf(
  kind: string,
  parent: Pick<ParentRef, 'group' | 'kind' | 'namespace' | 'name'>,
  view: ClusterView,
): KubernetesObject[] {
  const list = lastValue(view.list({ group: gatewayGroup, kind })) ?? [];
  const groups = grouped(list, 'parent', route => {
    const keys = new Set(parentRefsOf(route).map(keyOf));
    return keys.size === 1 ? [...keys][0] : severalParents;
  });
  const key = keyOf(parent);
  return [
    ...(groups.get(key) ?? []),
    ...(groups.get(severalParents) ?? []).filter(route =>
      parentRefsOf(route).some(ref => keyOf(ref) === key),
    ),
  ];
}

function keyOf({
  group,
  kind,
  namespace,
  name,
}: Pick<ParentRef, 'group' | 'kind' | 'namespace' | 'name'>): string {
  return `${group}|${kind}|${namespace}|${name}`;
}
