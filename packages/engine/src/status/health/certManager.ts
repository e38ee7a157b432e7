import { KubernetesObject } from '../../model';
import { at, textOf } from '../../snapshot/fields';
import { rawConditions, readyCondition } from './conditionHealth';
import { Health, health } from './health';

/** Certificate of cert-manager: while it is being issued, the old Ready does not count. */
export function certificate(object: KubernetesObject): Health {
  const issuing = rawConditions(object).find(
    ({ type, status }) => type === 'Issuing' && status === 'True',
  );
  return issuing
    ? health('Progressing', issuing.message)
    : readyCondition('Waiting for certificate')(object);
}

/** Issuer and ClusterIssuer of cert-manager. */
export const issuer = readyCondition('Initializing issuer');

/** CertificateRequest of cert-manager. */
export function certificateRequest(object: KubernetesObject): Health {
  const conditions = rawConditions(object);
  const refused = conditions.find(
    ({ type, status }) =>
      (type === 'Denied' || type === 'InvalidRequest') && status === 'True',
  );
  if (refused) {
    return health('Degraded', refused.message);
  }
  const ready = conditions.find(({ type }) => type === 'Ready');
  if (!ready) {
    return health('Progressing', 'Waiting for certificate request');
  }
  if (ready.status === 'True') {
    return health('Healthy', ready.message);
  }
  return health(
    ready.reason === 'Pending' ? 'Progressing' : 'Degraded',
    ready.message,
  );
}

/** Order and Challenge of cert-manager's ACME issuer. */
export function acme({ kind, status }: KubernetesObject): Health {
  const state = textOf(at(status, 'state'));
  const reason = at(status, 'reason');
  if (state === undefined) {
    return health('Progressing', `Waiting for ${kind.toLowerCase()}`);
  }
  const plain = `${kind} is ${state}`;
  if (state === 'valid') {
    return health('Healthy', plain);
  }
  if (['invalid', 'expired', 'errored'].includes(state)) {
    return health('Degraded', reason ?? plain);
  }
  return health('Progressing', kind === 'Challenge' ? reason ?? plain : plain);
}
