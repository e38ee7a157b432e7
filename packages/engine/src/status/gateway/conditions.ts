import { KubernetesObject, ObjectRef, Snapshot, lastValue } from '../../model';
import { ClusterView } from '../../snapshot/clusterView';
import { allRoutes } from './allRoutes';
import { attach } from './attach';
import { attachedRoutes } from './attachedRoutes';
import { judgeBackendTlsPolicy } from './backendTlsPolicy';
import { ComputedCondition, condition } from './computedCondition';
import { gatewayOf } from './conflicts';
import { GatewayFeatures } from './features';
import { judgeGateway } from './gatewayConditions';
import { gatewayGroup } from './kinds';
import { JudgedListener } from './listenerConditions';
import { judgeListenerSet } from './listenerSetConditions';
import { ParentRef, parentRefsOf } from '../../kinds/gateway/parentRef';
import { resolveRefs } from './resolveBackend';

/**
 * What a listener's status would say.
 *
 * @public
 */
export interface ListenerConditions {
  name: string;
  conditions: ComputedCondition[];
  supportedKinds: Array<{ group: string; kind: string }>;
  /** Routes that are accepted on it, whether it serves them or not. */
  attachedRoutes: number;
}

/**
 * What the status of a Gateway or ListenerSet would say.
 *
 * @public
 */
export interface GatewayConditions {
  conditions: ComputedCondition[];
  listeners: ListenerConditions[];
  /** Of a Gateway: its ListenerSets with at least one valid listener. */
  attachedListenerSets?: number;
}

/**
 * What the status of a route or policy would say of one parent.
 *
 * @public
 */
export interface ParentConditions {
  parentRef: {
    group: string;
    kind: string;
    namespace: string;
    name: string;
    sectionName?: string;
    port?: number;
  };
  conditions: ComputedCondition[];
}

/**
 * The status that Gateway API 1.6 asks of a Gateway, computed from specs. Undefined when the Gateway is not there.
 *
 * @public
 */
export function gatewayConditions(
  ref: ObjectRef,
  snapshot: Snapshot,
  features: GatewayFeatures = {},
): GatewayConditions | undefined {
  const view = new ClusterView(snapshot, ref.cluster);
  const gateway = find(ref, view);
  if (!gateway) {
    return undefined;
  }
  const judged = judgeGateway(gateway, view, features);
  return {
    ...judged,
    listeners: withRoutes(gateway, judged.listeners, view),
  };
}

/**
 * The status that Gateway API 1.6 asks of a ListenerSet, computed from specs. Undefined when the ListenerSet or its Gateway
 * is not there: no controller writes one then.
 *
 * @public
 */
export function listenerSetConditions(
  ref: ObjectRef,
  snapshot: Snapshot,
  features: GatewayFeatures = {},
): GatewayConditions | undefined {
  const view = new ClusterView(snapshot, ref.cluster);
  const set = find(ref, view);
  const gateway = set && gatewayOf(set, view);
  if (!set || !gateway) {
    return undefined;
  }
  const judged = judgeListenerSet(set, gateway, view, features);
  return { ...judged, listeners: withRoutes(set, judged.listeners, view) };
}

/**
 * The status that Gateway API 1.6 asks of a BackendTLSPolicy, for each parent of a route that uses its target.
 *
 * @public
 */
export function backendTlsPolicyConditions(
  ref: ObjectRef,
  snapshot: Snapshot,
): ParentConditions[] {
  const view = new ClusterView(snapshot, ref.cluster);
  const policy = find(ref, view);
  if (!policy) {
    return [];
  }
  const { ancestors, conditions } = judgeBackendTlsPolicy(policy, view);
  return ancestors.map(parentRef => ({ parentRef, conditions }));
}

/**
 * The conditions Accepted and ResolvedRefs that Gateway API 1.6 asks of a route, for each of its parents. Accepted is
 * Unknown for a parent that is not there or no gateway: no controller writes an entry then.
 *
 * @public
 */
export function routeConditions(
  ref: ObjectRef,
  snapshot: Snapshot,
): ParentConditions[] {
  const view = new ClusterView(snapshot, ref.cluster);
  const route = find(ref, view);
  if (!route) {
    return [];
  }
  const refs = resolveRefs(route, view);
  return parentRefsOf(route).map((parentRef: ParentRef) => {
    const { accepted, reason, message } = attach(route, parentRef, view);
    return {
      parentRef,
      conditions: [
        condition('Accepted', accepted, reason, message),
        condition('ResolvedRefs', refs.resolved, refs.reason, refs.message),
      ],
    };
  });
}

function find(
  { group, kind, namespace, name }: ObjectRef,
  view: ClusterView,
): KubernetesObject | undefined {
  return lastValue(view.get({ group, kind }, namespace, name));
}

function withRoutes(
  owner: KubernetesObject,
  listeners: readonly JudgedListener[],
  view: ClusterView,
): ListenerConditions[] {
  const counts = attachedRoutes(owner, allRoutes(view), view);
  return listeners.map(({ listener, kinds, conditions }) => ({
    name: listener.name,
    conditions,
    supportedKinds: kinds.map(kind => ({ group: gatewayGroup, kind })),
    attachedRoutes: counts.get(listener.name) ?? 0,
  }));
}
