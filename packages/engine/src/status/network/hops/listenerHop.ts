import { Hop, KubernetesObject, Verdict, refOf } from '../../../model';
import { at, listOf, textOf } from '../../../model/fields';
import { conditionsOf } from '../../conditions';
import { Attachment } from '../../gateway/Attachment';
import { Listener } from '../../gateway/listener';
import { healthy, verdict, worstOf } from '../../verdict';
import { judgeConditions, quote } from './conditionVerdict';
import { ParentContext } from './hopContext';

/** Whether a listener of the parent takes the route, by our own evaluation, and whether that listener is in order. */
export function listenerHop(
  { view, route }: ParentContext,
  attachment: Attachment,
): Hop | undefined {
  const { accepted, reason, message, listeners, candidates } = attachment;
  if (accepted === 'Unknown') {
    return undefined;
  }
  const owner = candidates[0]?.owner;
  const subject = owner ? { subject: refOf(view.cluster, owner) } : {};
  if (accepted === 'False') {
    return {
      kind: 'listener',
      ...subject,
      detail: candidates.map(nameOf).join(', ') || 'none',
      verdict: verdict('Degraded', message, {
        fixableBy: reason === 'NotAllowedByListeners' ? 'platform' : 'tenant',
        native: [reason],
      }),
    };
  }
  const judged = listeners.map(({ listener }) => judge(listener, route));
  const quotes = listeners.flatMap(({ listener }) =>
    conditionsFor(listener)
      .filter(
        ({ type, status }) => (type === 'Conflicted') === (status === 'True'),
      )
      .map(quote),
  );
  return {
    kind: 'listener',
    ...subject,
    detail: listeners.map(({ listener }) => nameOf(listener)).join(', '),
    verdict: worstOf(judged) ?? healthy(),
    ...(quotes.length > 0 ? { controllerSays: quotes.join(', ') } : {}),
  };
}

function judge(listener: Listener, route: KubernetesObject): Verdict {
  const conditions = conditionsFor(listener).filter(
    ({ type, reason }) =>
      type !== 'ResolvedRefs' ||
      reason !== 'InvalidRouteKinds' ||
      !supports(listener, route),
  );
  const { generation } = listener.owner.metadata;
  if (conditions.length === 0) {
    return verdict(
      'Unknown',
      `the controller has not reported listener ${listener.name}`,
      { fixableBy: 'platform' },
    );
  }
  const conflicted = conditions.find(
    ({ type, status }) => type === 'Conflicted' && status === 'True',
  );
  if (conflicted) {
    return verdict(
      'Degraded',
      `listener ${listener.name} conflicts with another listener: ${conflicted.message}`,
      { fixableBy: 'platform', native: [conflicted.reason] },
    );
  }
  const wanted = ['Accepted', 'ResolvedRefs', 'Programmed'].filter(type =>
    conditions.some(condition => condition.type === type),
  );
  const result = judgeConditions(conditions, wanted, generation, 'platform');
  return result.state === 'Healthy'
    ? result
    : { ...result, why: `listener ${listener.name}: ${result.why}` };
}

/** Whether the listener takes the route's kind, whatever other kinds it names that it does not know. */
function supports(listener: Listener, { kind }: KubernetesObject): boolean {
  return listOf(entryOf(listener)?.supportedKinds).some(
    each => each.kind === kind,
  );
}

function conditionsFor(listener: Listener) {
  return conditionsOf(entryOf(listener)?.conditions);
}

function entryOf({ owner, name }: Listener) {
  return listOf(at(owner.status, 'listeners')).find(
    item => textOf(item.name) === name,
  );
}

function nameOf({ name, port, hostname }: Listener): string {
  return `${name} :${port}${hostname ? ` · ${hostname}` : ''}`;
}
