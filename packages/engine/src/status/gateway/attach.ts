import { Attachment } from './Attachment';
import { KubernetesObject, isKnown } from '../../model';
import { at, textsOf } from '../../model/fields';
import { ClusterView, namespaceLabels } from '../../snapshot/clusterView';
import { onceAView } from '../../snapshot/onceAView';
import { matchesSelector } from '../../snapshot/selector';
import { whyUnknown } from '../unknown';
import { conflictsOf } from './conflicts';
import { commonHostnames } from './hostname';
import { gatewayKind, listenerSetKind, namespaceKind } from './kinds';
import { Listener, listenersOf } from './listener';
import { ParentRef, parentKeyOf } from '../../kinds/gateway/parentRef';
import { nameOfRival } from './nameOfRival';
import { rivalOf } from './rivals';

const onceAttached =
  onceAView<WeakMap<KubernetesObject, Map<string, Attachment>>>();

/**
 * Evaluates one parent of a route by the rules of Gateway API 1.6, from specs alone: which listeners it selects,
 * which of them allow the route's kind and namespace, which share a hostname with it, and whether an older HTTPRoute keeps
 * a GRPCRoute out or the other way round. A failure names the step that got furthest: NoMatchingParent,
 * NotAllowedByListeners, NoMatchingListenerHostname, Conflicted.
 */
export function attach(
  route: KubernetesObject,
  ref: ParentRef,
  view: ClusterView,
): Attachment {
  const known = onceAttached(view, parentKeyOf(ref), () => new WeakMap());
  // Who names one parent twice means two sections of it.
  const key = `${ref.sectionName ?? ''}|${ref.port ?? ''}`;
  const ofRoute = known.get(route) ?? new Map<string, Attachment>();
  known.set(route, ofRoute);
  const attachment = ofRoute.get(key) ?? attachAmongOthers(route, ref, view);
  ofRoute.set(key, attachment);
  return attachment;
}

function attachAmongOthers(
  route: KubernetesObject,
  ref: ParentRef,
  view: ClusterView,
): Attachment {
  const attachment = attachAlone(route, ref, view);
  if (attachment.listeners.length === 0) {
    return attachment;
  }
  let rival: KubernetesObject | undefined;
  const listeners = attachment.listeners.filter(attached => {
    const other = rivalOf(route, ref, attached, view, attachAlone);
    rival ??= other;
    return !other;
  });
  return listeners.length > 0 || !rival
    ? { ...attachment, listeners }
    : refused(
        'Conflicted',
        `${nameOfRival(
          rival,
          route,
        )} has a hostname of this route on the same listener, and only one of the two kinds is served there`,
        attachment.candidates,
      );
}

const onceInConflict = onceAView<ReturnType<typeof conflictsOf>>();

/** Evaluates one parent of a route without looking at other routes. */
function attachAlone(
  route: KubernetesObject,
  ref: ParentRef,
  view: ClusterView,
): Attachment {
  const kind = gatewayKindOf(ref);
  if (!kind) {
    return undecided('NotAGateway', `${ref.kind} ${ref.name} is not a gateway`);
  }
  const parent = view.get(kind, ref.namespace, ref.name);
  if (!isKnown(parent)) {
    return undecided('NotRead', whyUnknown(parent));
  }
  if (!parent.value) {
    return undecided(
      'ParentNotFound',
      `${ref.kind} ${ref.namespace}/${ref.name} does not exist`,
    );
  }
  const candidates = listenersOf(parent.value).filter(
    ({ name, port }) =>
      (ref.sectionName === undefined || name === ref.sectionName) &&
      (ref.port === undefined || port === ref.port),
  );
  if (candidates.length === 0) {
    return refused('NoMatchingParent', noneSelected(ref), candidates);
  }
  const owner = parent.value;
  const conflicts = onceInConflict(view, parentKeyOf(ref), () =>
    conflictsOf(owner, view),
  );
  const usable = candidates.filter(({ name }) => !conflicts.has(name));
  const ofKind = usable.filter(
    ({ kinds, mayTake }) =>
      kinds.includes(route.kind) || mayTake.includes(route.kind),
  );
  if (ofKind.length === 0) {
    return refused(
      'NotAllowedByListeners',
      `no listener of ${ref.name} accepts a ${route.kind}`,
      candidates,
    );
  }
  const { namespace = '' } = route.metadata;
  const labels = labelsOf(namespace, view);
  const open = ofKind.filter(listener => admits(listener, namespace, labels));
  if (open.length === 0) {
    const unread = ofKind.some(({ from }) => from === 'Selector') && !labels;
    return unread
      ? undecided(
          'NotRead',
          `the labels of namespace ${namespace} are not known`,
        )
      : refused(
          'NotAllowedByListeners',
          `no listener of ${ref.name} accepts routes from namespace ${namespace}`,
          candidates,
        );
  }
  const hostnames = textsOf(at(route.spec, 'hostnames'));
  const listeners = open.flatMap(listener => {
    const common = carriesNames(listener)
      ? commonHostnames(listener.hostname, hostnames)
      : [];
    return common ? [{ listener, hostnames: common }] : [];
  });
  if (listeners.length === 0) {
    const offered = open.map(({ hostname }) => hostname).join(', ');
    return refused(
      'NoMatchingListenerHostname',
      `${
        ref.name
      } accepts only hostnames under ${offered}, not ${hostnames.join(', ')}`,
      candidates,
    );
  }
  const certain = listeners.filter(({ listener }) =>
    listener.kinds.includes(route.kind),
  );
  if (certain.length === 0) {
    return undecided(
      'LeftToController',
      `whether ${ref.name} takes a ${route.kind} there is up to its controller`,
    );
  }
  return {
    accepted: 'True',
    reason: 'Accepted',
    message: '',
    listeners: certain,
    candidates,
  };
}

/** Whether a parent is one that Gateway API itself has listeners in. */
export function isGatewayRef(ref: ParentRef): boolean {
  return gatewayKindOf(ref) !== undefined;
}

function gatewayKindOf({ group, kind }: ParentRef) {
  return [gatewayKind, listenerSetKind].find(
    known => known.group === group && known.kind === kind,
  );
}

function carriesNames({ protocol }: Listener): boolean {
  return protocol !== 'TCP' && protocol !== 'UDP';
}

function admits(
  listener: Listener,
  namespace: string,
  labels: Record<string, string> | undefined,
): boolean {
  switch (listener.from) {
    case 'All':
      return true;
    case 'Selector':
      return (
        labels !== undefined &&
        listener.selector !== undefined &&
        matchesSelector(listener.selector, labels)
      );
    case 'Same':
      return listener.owner.metadata.namespace === namespace;
    default:
      return false;
  }
}

function labelsOf(
  namespace: string,
  view: ClusterView,
): Record<string, string> | undefined {
  const known = view.get(namespaceKind, undefined, namespace);
  return isKnown(known) && known.value
    ? namespaceLabels(known.value)
    : undefined;
}

function noneSelected({ name, sectionName, port }: ParentRef): string {
  const wanted = [
    sectionName === undefined ? '' : ` called ${sectionName}`,
    port === undefined ? '' : ` on port ${port}`,
  ].join('');
  return `${name} has no listener${wanted}`;
}

function refused(
  reason: string,
  message: string,
  candidates: Listener[],
): Attachment {
  return { accepted: 'False', reason, message, listeners: [], candidates };
}

function undecided(reason: string, message: string): Attachment {
  return {
    accepted: 'Unknown',
    reason,
    message,
    listeners: [],
    candidates: [],
  };
}
