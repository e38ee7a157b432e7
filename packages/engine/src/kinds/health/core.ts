import { KubernetesObject } from '../../model';
import { at } from '../../model/fields';
import { Health, health } from './health';
import { statusOf, structAt, structsAt, textAt } from './typedFields';

/** PersistentVolumeClaim of the core API. */
export function persistentVolumeClaim(object: KubernetesObject): Health {
  switch (textAt(statusOf(object), 'phase')) {
    case 'Lost':
      return health('Degraded');
    case 'Pending':
      return health('Progressing');
    case 'Bound':
      return health('Healthy');
    default:
      return health('Unknown');
  }
}

/** Service of the core API: a load balancer waits for its address. */
export function service(object: KubernetesObject): Health {
  const addresses = structsAt(
    structAt(object.status, 'loadBalancer'),
    'ingress',
  );
  return textAt(structAt(object.spec), 'type') === 'LoadBalancer' &&
    addresses.length === 0
    ? health('Progressing')
    : health('Healthy');
}

/** Ingress of networking.k8s.io and of the old extensions group. */
export function ingress({ status }: KubernetesObject): Health {
  const addresses = at(status, 'loadBalancer', 'ingress');
  const found = Array.isArray(addresses) && addresses.length > 0;
  return health(found ? 'Healthy' : 'Progressing');
}
