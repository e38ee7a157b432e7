import { KubernetesObject } from '../../model';
import { Health, health } from './health';
import { demandVersion, statusOf, structsAt, textAt } from './typedFields';

/** APIService of apiregistration.k8s.io. */
export function apiService(object: KubernetesObject): Health {
  demandVersion(
    object,
    'apiregistration.k8s.io/v1',
    'apiregistration.k8s.io/v1beta1',
  );
  const available = structsAt(statusOf(object), 'conditions').find(
    item => textAt(item, 'type') === 'Available',
  );
  if (!available) {
    return health('Progressing', 'Waiting to be processed');
  }
  return health(
    textAt(available, 'status') === 'True' ? 'Healthy' : 'Progressing',
    `${textAt(available, 'reason')}: ${textAt(available, 'message')}`,
  );
}
