import { KubernetesObject } from '../../model';
import { plainText } from '../../snapshot/fields';
import { rawConditions } from './conditionHealth';
import { Health, health } from './health';

/** APIService of apiregistration.k8s.io. */
export function apiService(object: KubernetesObject): Health {
  const available = rawConditions(object).find(
    ({ type }) => type === 'Available',
  );
  if (!available) {
    return health('Progressing', 'Waiting to be processed');
  }
  const { status, reason = '', message = '' } = available;
  return health(
    status === 'True' ? 'Healthy' : 'Progressing',
    `${plainText(reason)}: ${plainText(message)}`,
  );
}
