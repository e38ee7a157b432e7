import { KubernetesObject } from '../../model';
import { Health, health } from './health';
import { readyCondition } from './readyCondition';
import { conditionsIn, field } from './scriptFields';

const ready = readyCondition('Waiting for certificate');

/** Certificate of cert-manager: while it is being issued, the old Ready does not count. */
export function certificate(object: KubernetesObject): Health | undefined {
  for (const condition of conditionsIn(object.status)) {
    if (
      field(condition, 'type') === 'Issuing' &&
      field(condition, 'status') === 'True'
    ) {
      return health('Progressing', field(condition, 'message'));
    }
  }
  return ready(object);
}

/** Issuer of cert-manager. */
export const issuer = readyCondition('Initializing issuer');

/** ClusterIssuer of cert-manager. */
export const clusterIssuer = readyCondition('Initializing ClusterIssuer');
