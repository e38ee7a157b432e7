import { KubernetesObject } from '../../model';
import { ClusterView } from '../../snapshot/clusterView';
import { ComputedCondition, condition } from './computedCondition';
import { allowsSet, conflictsOf } from './conflicts';
import { GatewayFeatures } from './features';
import { acceptedOf, isRefused } from './gatewayAccepted';
import { JudgedListener, judgeListener } from './listenerConditions';
import { listenersOf } from './listener';

/** What a ListenerSet's status would say by the standard, without the routes on its listeners. */
interface JudgedListenerSet {
  conditions: ComputedCondition[];
  listeners: JudgedListener[];
}

/** Judges a ListenerSet of a Gateway. */
export function judgeListenerSet(
  set: KubernetesObject,
  gateway: KubernetesObject,
  view: ClusterView,
  features: GatewayFeatures = {},
): JudgedListenerSet {
  const listeners = judgeAll(set, gateway, view, features);
  const accepted = acceptedSet(set, gateway, listeners, view, features);
  return {
    conditions: [accepted, programmedOf(accepted, listeners)],
    listeners,
  };
}

/** Whether a ListenerSet that its Gateway allows has a listener that is accepted. */
export function acceptsSet(
  set: KubernetesObject,
  gateway: KubernetesObject,
  view: ClusterView,
  features: GatewayFeatures = {},
): boolean {
  return judgeAll(set, gateway, view, features).some(
    ({ conditions }) => !isRefused(conditions),
  );
}

function judgeAll(
  owner: KubernetesObject,
  gateway: KubernetesObject,
  view: ClusterView,
  features: GatewayFeatures,
): JudgedListener[] {
  const conflicts = conflictsOf(owner, view, features);
  return listenersOf(owner).map(listener =>
    judgeListener(
      listener,
      conflicts.get(listener.name),
      gateway,
      view,
      features,
    ),
  );
}

function acceptedSet(
  set: KubernetesObject,
  gateway: KubernetesObject,
  listeners: readonly JudgedListener[],
  view: ClusterView,
  features: GatewayFeatures,
): ComputedCondition {
  const allowed = allowsSet(gateway, set, view);
  if (allowed === undefined) {
    return condition(
      'Accepted',
      'Unknown',
      'NotRead',
      `the labels of namespace ${set.metadata.namespace} are not known`,
    );
  }
  const { name } = gateway.metadata;
  const no = (reason: string, message: string) =>
    condition('Accepted', 'False', reason, message);
  if (!allowed) {
    return no('NotAllowed', `Gateway ${name} does not allow this ListenerSet`);
  }
  const parent = acceptedOf(
    gateway,
    judgeAll(gateway, gateway, view, features),
    view,
  );
  if (parent.status === 'False') {
    return no('ParentNotAccepted', `Gateway ${name}: ${parent.message}`);
  }
  const bad = listeners.filter(({ conditions }) => isRefused(conditions));
  const names = bad.map(({ listener }) => listener.name).join(', ');
  if (bad.length === listeners.length) {
    return no('ListenersNotValid', names);
  }
  return bad.length > 0
    ? condition('Accepted', 'True', 'ListenersNotValid', names)
    : condition('Accepted', 'True', 'Accepted');
}

function programmedOf(
  accepted: ComputedCondition,
  listeners: readonly JudgedListener[],
): ComputedCondition {
  if (accepted.status !== 'True') {
    const { status, reason, message } = accepted;
    return condition('Programmed', status, reason, message);
  }
  const statuses = listeners.map(
    ({ conditions }) =>
      conditions.find(({ type }) => type === 'Programmed')?.status,
  );
  if (statuses.includes('True')) {
    return condition('Programmed', 'True', 'Programmed');
  }
  return statuses.includes('Unknown')
    ? condition('Programmed', 'Unknown', 'NotRead')
    : condition(
        'Programmed',
        'False',
        'ListenersNotValid',
        'no listener is valid',
      );
}
