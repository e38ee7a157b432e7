import { KubernetesObject } from '../../model';
import { at, listOf, plainText } from '../../snapshot/fields';
import { rawConditions } from './conditionHealth';
import { failedOf, nameOf, noneUnseen, pendingOf } from './gatewayConditions';
import { Health, health } from './health';

/** Gateway. */
export function gateway(object: KubernetesObject): Health {
  const listeners = listOf(at(object.status, 'listeners'));
  const checks = [
    { prefix: '', what: 'Gateway', conditions: rawConditions(object) },
    ...listeners.map(listener => ({
      prefix: 'Listener: ',
      what: 'Listener',
      conditions: listOf(listener.conditions),
    })),
  ];
  for (const { prefix, what, conditions } of checks) {
    const failed = failedOf(conditions, ['ResolvedRefs', 'Accepted']);
    if (failed) {
      return health('Degraded', `${prefix}${failed}`);
    }
    const pending = pendingOf(conditions, what);
    if (pending !== undefined) {
      return health('Progressing', `${prefix}${pending}`);
    }
  }
  const reported =
    at(object.status, 'conditions') !== undefined || listeners.length > 0;
  return reported
    ? health('Healthy', 'Gateway is healthy')
    : health('Progressing', 'Waiting for Gateway status');
}

/** GatewayClass: a condition of another generation does not count. */
export function gatewayClass(object: KubernetesObject): Health {
  const accepted = rawConditions(object).find(
    item =>
      item.type === 'Accepted' &&
      noneUnseen([item], object.metadata.generation),
  );
  switch (accepted?.status) {
    case undefined:
      return health('Progressing', 'Waiting for GatewayClass status');
    case 'True':
      return health('Healthy', accepted?.message ?? 'GatewayClass is accepted');
    case 'False':
      return health(
        'Degraded',
        accepted?.message ?? 'GatewayClass is not accepted',
      );
    default:
      return health(
        'Progressing',
        accepted?.message ?? 'Waiting for GatewayClass status',
      );
  }
}

/** ListenerSet. */
export function listenerSet(object: KubernetesObject): Health {
  const waiting = health('Progressing', 'Waiting for ListenerSet status');
  const conditions = rawConditions(object);
  if (
    object.status === undefined ||
    !noneUnseen(conditions, object.metadata.generation)
  ) {
    return waiting;
  }
  const failed = failedOf(conditions, ['Accepted']);
  if (failed) {
    return health('Degraded', failed);
  }
  const pending = pendingOf(conditions, 'ListenerSet');
  if (pending !== undefined) {
    return health('Progressing', pending);
  }
  const listeners = listOf(at(object.status, 'listeners'));
  for (const listener of listeners) {
    const own = listOf(listener.conditions);
    const bad = own.find(
      ({ type, status }) =>
        ((type === 'ResolvedRefs' || type === 'Accepted') &&
          status === 'False') ||
        (type === 'Conflicted' && status === 'True'),
    );
    if (bad) {
      const fallback =
        bad.type === 'Conflicted'
          ? 'Listener is conflicted'
          : `Failed condition: ${plainText(bad.type)}`;
      return health(
        'Degraded',
        `Listener: ${plainText(bad.message ?? fallback)}`,
      );
    }
    const late = pendingOf(own, 'Listener');
    if (late !== undefined) {
      return health('Progressing', `Listener: ${late}`);
    }
  }
  return listeners.length > 0
    ? health('Healthy', 'ListenerSet is healthy')
    : waiting;
}

/** BackendTLSPolicy: controllers that are not in charge of the target refuse it too, and do not count. */
export function backendTlsPolicy(object: KubernetesObject): Health {
  const { generation } = object.metadata;
  const ancestors = listOf(at(object.status, 'ancestors')).map(ancestor => ({
    name: nameOf(ancestor.ancestorRef),
    conditions: listOf(ancestor.conditions),
  }));
  const late = ancestors.find(
    ({ conditions }) => !noneUnseen(conditions, generation),
  );
  if (late) {
    return health(
      'Progressing',
      `Waiting for Ancestor ${late.name} to update BackendTLSPolicy status`,
    );
  }
  const inCharge = ancestors.filter(
    ({ conditions }) =>
      !conditions.some(
        ({ type, status, reason }) =>
          type === 'Accepted' &&
          status !== 'True' &&
          reason === 'TargetNotFound',
      ),
  );
  for (const { name, conditions } of inCharge) {
    const bad = conditions.find(
      ({ type, status }) =>
        (type === 'Accepted' || type === 'ResolvedRefs') && status !== 'True',
    );
    if (bad) {
      return health(
        'Degraded',
        `Ancestor ${name}: ${plainText(bad.message ?? '')}`,
      );
    }
  }
  return inCharge.some(({ conditions }) =>
    conditions.some(({ type }) => type === 'Accepted'),
  )
    ? health('Healthy', 'BackendTLSPolicy is healthy')
    : health('Progressing', 'Waiting for BackendTLSPolicy status');
}
