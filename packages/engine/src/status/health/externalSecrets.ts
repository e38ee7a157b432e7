import { KubernetesObject } from '../../model';
import { Health, HealthRule, health } from './health';
import { readyCondition } from './readyCondition';
import { conditionsIn, field, isNil } from './scriptFields';

/** ClusterExternalSecret: its newest condition stands last. */
export function clusterExternalSecret({ status }: KubernetesObject): Health {
  const conditions = conditionsIn(status);
  if (!isNil(status) && !isNil(field(status, 'conditions'))) {
    const last = conditions[conditions.length - 1];
    // A list without conditions is one that the script does not expect: it fails.
    const type = field(last, 'type');
    if (
      (type === 'Ready' || type === 'PartiallyReady' || type === 'NotReady') &&
      field(last, 'status') === 'True'
    ) {
      return health(
        type === 'Ready' ? 'Healthy' : 'Degraded',
        field(last, 'message'),
      );
    }
  }
  return health('Progressing', 'Waiting for ClusterExternalSecret');
}

/** ExternalSecret, SecretStore, ClusterSecretStore and PushSecret. */
export const readyKind: HealthRule = object =>
  readyCondition(`Waiting for ${object.kind}`)(object);
