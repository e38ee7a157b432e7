import {
  routeIndex,
  routeKeys,
  routeKeysCovering,
  routeKeysFor,
} from '../../kinds/gateway/routeKeys';
import { parentKeyOf, ParentRef } from '../../kinds/gateway/parentRef';
import { KubernetesObject, lastValue } from '../../model';
import { ClusterView } from '../../snapshot/clusterView';
import { grouped } from '../../snapshot/grouped';
import { gatewayGroup } from './kinds';

type Parent = Pick<ParentRef, 'group' | 'kind' | 'namespace' | 'name'>;

/** The routes of a kind that name a parent and may have a hostname in common with these, as last known. */
export function routesOf(
  kind: string,
  parent: Parent,
  hostnames: readonly string[],
  view: ClusterView,
): KubernetesObject[] {
  return routesUnder(kind, routeKeysFor(parentKeyOf(parent), hostnames), view);
}

/** The routes of a kind that name a parent and take this hostname whole or, without one, all names, as last known. */
export function routesCovering(
  kind: string,
  parent: Parent,
  hostname: string | undefined,
  view: ClusterView,
): KubernetesObject[] {
  return routesUnder(
    kind,
    routeKeysCovering(parentKeyOf(parent), hostname),
    view,
  );
}

function routesUnder(
  kind: string,
  keys: readonly string[],
  view: ClusterView,
): KubernetesObject[] {
  const list = lastValue(view.list({ group: gatewayGroup, kind })) ?? [];
  const index = grouped(list, routeIndex, routeKeys);
  return [...new Set(keys.flatMap(key => [...index.get(key)]))];
}
