import { KubernetesObject, lastValue } from '../../model';
import { ClusterView } from '../../snapshot/clusterView';
import { gatewayGroup, routeKinds } from './kinds';

/** The routes of all kinds, as last known. */
export function allRoutes(view: ClusterView): KubernetesObject[] {
  return routeKinds.flatMap(kind => [
    ...(lastValue(view.list({ group: gatewayGroup, kind })) ?? []),
  ]);
}
