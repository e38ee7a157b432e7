import { KubernetesObject } from '../../model';
import { at, textOf } from '../../snapshot/fields';
import { rawConditions, readyCondition } from './conditionHealth';
import { Health, health } from './health';

/** ExternalSecret: with refresh on change, a Ready from before the last refresh says nothing yet. */
export function externalSecret(object: KubernetesObject): Health {
  const onChange = at(object.spec, 'refreshPolicy') === 'OnChange';
  const refreshed = textOf(at(object.status, 'refreshTime')) ?? '';
  const ready = rawConditions(object).find(
    ({ type, lastTransitionTime }) =>
      type === 'Ready' &&
      (!onChange || (textOf(lastTransitionTime) ?? '') >= refreshed),
  );
  if (ready?.status === 'True' || ready?.status === 'False') {
    return health(
      ready.status === 'True' ? 'Healthy' : 'Degraded',
      ready.message,
    );
  }
  return health('Progressing', 'Waiting for ExternalSecret');
}

/** ClusterExternalSecret: its newest condition stands last. */
export function clusterExternalSecret(object: KubernetesObject): Health {
  const conditions = rawConditions(object);
  const last = conditions[conditions.length - 1];
  if (last?.status === 'True' && last.type === 'Ready') {
    return health('Healthy', last.message);
  }
  return last?.status === 'True' &&
    (last.type === 'PartiallyReady' || last.type === 'NotReady')
    ? health('Degraded', last.message)
    : health('Progressing', 'Waiting for ClusterExternalSecret');
}

/** SecretStore, ClusterSecretStore and PushSecret. */
export function readyKind(object: KubernetesObject): Health {
  return readyCondition(`Waiting for ${object.kind}`)(object);
}
