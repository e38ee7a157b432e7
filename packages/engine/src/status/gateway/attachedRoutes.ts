import { KubernetesObject } from '../../model';
import { ClusterView } from '../../snapshot/clusterView';
import { attach } from './attach';
import { gatewayGroup } from './kinds';
import { parentRefsOf } from '../../kinds/gateway/parentRef';

/**
 * How many routes each listener of a Gateway or ListenerSet takes, by name, in the sense of its status field
 * `attachedRoutes`: accepted routes count whether the listener serves them or not.
 */
export function attachedRoutes(
  owner: KubernetesObject,
  routes: readonly KubernetesObject[],
  view: ClusterView,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const { kind, metadata } = owner;
  for (const route of routes) {
    const names = new Set(
      parentRefsOf(route)
        .filter(
          ref =>
            ref.group === gatewayGroup &&
            ref.kind === kind &&
            ref.namespace === metadata.namespace &&
            ref.name === metadata.name,
        )
        .flatMap(ref => attach(route, ref, view).listeners)
        .map(({ listener }) => listener.name),
    );
    for (const name of names) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return counts;
}
