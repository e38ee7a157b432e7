import { KubernetesObject, groupOf } from '../../model';
import { Health, health } from './health';
import { healthRules } from './healthRules';
import { Unreadable } from './unreadable';

const hookFinalizer = 'argocd.argoproj.io/hook-finalizer';

/**
 * The health of one object as Argo CD 3.6 computes it, by its compiled rules and the scripts it ships for further kinds.
 * Undefined for a kind without a rule here, and where a rule says nothing; `lacksHealthRule` tells the kinds that Argo CD
 * judges and this function does not. An object that Argo CD's own rule fails on is Unknown; the function never throws.
 *
 * @public
 */
export function healthOf(object: KubernetesObject): Health | undefined {
  // A file may hold an object without a name.
  if (object.metadata === undefined || object.metadata === null) {
    return healthOf({ ...object, metadata: { name: '' } });
  }
  const { deletionTimestamp, finalizers } = object.metadata;
  const ofHook =
    Array.isArray(finalizers) && finalizers.includes(hookFinalizer);
  if (deletionTimestamp && !ofHook) {
    return health('Progressing', 'Pending deletion');
  }
  const rule = healthRules.get(`${groupOf(object.apiVersion)}/${object.kind}`);
  try {
    return rule?.(object);
  } catch (error) {
    // One object that nobody can read must not take down the answer about all the others.
    const why = error instanceof Unreadable ? error.why : 'it is malformed';
    return health('Unknown', `the health can not be read: ${why}`);
  }
}
