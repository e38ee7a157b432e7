import { KubernetesObject } from '../../model';
import {
  failureIn,
  isCurrent,
  nameIn,
  ownConditions,
  pendingIn,
} from './gatewayConditions';
import { Health, health } from './health';
import { conditionsIn, field, isNil, items, textIn } from './scriptFields';

/** Gateway: its own conditions first, then those of its listeners. */
export function gateway({ status }: KubernetesObject): Health {
  const waiting = health('Progressing', 'Waiting for Gateway status');
  if (isNil(status)) {
    return waiting;
  }
  const own = ownConditions(status);
  const judged = own && judge(own, 'Gateway', '');
  if (judged) {
    return judged;
  }
  const list = field(status, 'listeners');
  const listeners = isNil(list) ? [] : items(list);
  for (const listener of listeners) {
    const conditions = ownConditions(listener);
    const bad = conditions && judge(conditions, 'Listener', 'Listener: ');
    if (bad) {
      return bad;
    }
  }
  return own || listeners.length > 0
    ? health('Healthy', 'Gateway is healthy')
    : waiting;
}

function judge(
  conditions: readonly unknown[],
  what: string,
  prefix: string,
): Health | undefined {
  const said = (text: unknown) =>
    prefix === '' ? text : `${prefix}${textIn(text)}`;
  const failure = failureIn(conditions);
  if (failure !== undefined) {
    return health('Degraded', said(failure));
  }
  const pending = pendingIn(conditions, what);
  return pending === undefined
    ? undefined
    : health('Progressing', said(pending));
}

/** GatewayClass: a condition of another generation does not count. */
export function gatewayClass({ status, metadata }: KubernetesObject): Health {
  const waiting = 'Waiting for GatewayClass status';
  const accepted = conditionsIn(status).find(
    item =>
      field(item, 'type') === 'Accepted' &&
      isCurrent([item], metadata.generation),
  );
  if (accepted === undefined) {
    return health('Progressing', waiting);
  }
  const message = field(accepted, 'message');
  switch (field(accepted, 'status')) {
    case 'True':
      return health('Healthy', message ?? 'GatewayClass is accepted');
    case 'False':
      return health('Degraded', message ?? 'GatewayClass is not accepted');
    default:
      return health('Progressing', message ?? waiting);
  }
}

/** BackendTLSPolicy: every ancestor must have seen the present generation, accept the policy and resolve its references. */
export function backendTlsPolicy({
  status,
  metadata,
}: KubernetesObject): Health {
  const list = isNil(status) ? undefined : field(status, 'ancestors');
  const ancestors = isNil(list) ? [] : items(list);
  if (!isNil(metadata.generation)) {
    for (const ancestor of ancestors) {
      const conditions = items(field(ancestor, 'conditions'));
      if (!isCurrent(conditions, metadata.generation)) {
        return health(
          'Progressing',
          `Waiting for Ancestor ${nameIn(
            ancestor,
            'ancestorRef',
          )} to update BackendTLSPolicy status`,
        );
      }
    }
  }
  let accepted = false;
  for (const ancestor of ancestors) {
    for (const condition of items(field(ancestor, 'conditions'))) {
      const type = field(condition, 'type');
      if (type === 'Accepted' || type === 'ResolvedRefs') {
        if (field(condition, 'status') !== 'True') {
          const name = nameIn(ancestor, 'ancestorRef');
          const message = textIn(field(condition, 'message'));
          return health('Degraded', `Ancestor ${name}: ${message}`);
        }
        accepted = accepted || type === 'Accepted';
      }
    }
  }
  return accepted
    ? health('Healthy', 'BackendTLSPolicy is healthy')
    : health('Progressing', 'Waiting for BackendTLSPolicy status');
}
