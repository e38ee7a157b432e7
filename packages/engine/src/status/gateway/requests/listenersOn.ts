import { KubernetesObject } from '../../../model';
import { ClusterView } from '../../../snapshot/clusterView';
import { attachedSets } from '../conflicts';
import { GatewayFeatures } from '../features';
import { judgeGateway } from '../gatewayConditions';
import { covers } from '../hostname';
import { Listener } from '../listener';
import { JudgedListener } from '../listenerConditions';
import { judgeListenerSet } from '../listenerSetConditions';

/** The listeners of a Gateway and its ListenerSets that are not turned down. */
export function servedListeners(
  gateway: KubernetesObject,
  view: ClusterView,
  features: GatewayFeatures,
): JudgedListener[] {
  const sets = attachedSets(gateway, view).map(set =>
    judgeListenerSet(set, gateway, view, features),
  );
  return [judgeGateway(gateway, view, features), ...sets]
    .flatMap(({ listeners }) => listeners)
    .filter(
      ({ conditions }) =>
        !conditions.some(
          ({ type, status }) => type === 'Programmed' && status === 'False',
        ),
    );
}

/** The listener with the most specific name that takes a host; no listener takes a host outside of its name. */
export function mostSpecific(
  listeners: readonly Listener[],
  host: string,
): Listener | undefined {
  const fitting = listeners.filter(
    ({ hostname }) =>
      hostname === undefined || covers(hostname.toLowerCase(), host),
  );
  return fitting.sort((a, b) => weightOf(b) - weightOf(a))[0];
}

/** Exact names come before wildcards, longer wildcards before shorter ones, no name last. */
function weightOf({ hostname }: Listener): number {
  if (hostname === undefined) {
    return -1;
  }
  return hostname.startsWith('*.') ? hostname.length : 1000 + hostname.length;
}
