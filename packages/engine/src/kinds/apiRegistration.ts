import { KubernetesObject } from '../model';
import { KindDescriptor } from './KindDescriptor';
import { Health, health } from './health/health';
import {
  demandVersion,
  statusOf,
  structsAt,
  textAt,
} from './health/typedFields';

/** APIService of apiregistration.k8s.io. */
function apiService(object: KubernetesObject): Health {
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

/** APIs that servers of their own answer. */
export const apiRegistration: readonly KindDescriptor[] = [
  {
    group: 'apiregistration.k8s.io',
    kind: 'APIService',
    plural: 'apiservices',
    versions: ['v1', 'v1beta1'],
    namespaced: false,
    schema: 'cluster',
    writer: 'controller',
    reach: 'cluster',
    health: apiService,
  },
];
