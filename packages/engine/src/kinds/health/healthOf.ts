import { KubernetesObject } from '../../model';
import { KindRegistry } from '../KindRegistry';
import { defaultKinds } from '../defaultKinds';
import { Health, health } from './health';
import { Unreadable } from './unreadable';

const hookFinalizer = 'argocd.argoproj.io/hook-finalizer';

/**
 * The health of one object as Argo CD 3.6 computes it, by its compiled rules and the scripts it ships for further kinds.
 * Undefined for a kind without a rule here, and where a rule says nothing; `lacksHealthRule` tells the kinds that Argo CD
 * judges and this function does not. An object that Argo CD's own rule fails on is Unknown; the function never throws.
 *
 * @param kinds - whose rules count; by default those that Groundwork brings
 * @public
 */
export function healthOf(
  object: KubernetesObject,
  kinds: KindRegistry = defaultKinds,
): Health | undefined {
  // A file may hold an object without a name.
  if (object.metadata === undefined || object.metadata === null) {
    return healthOf({ ...object, metadata: { name: '' } }, kinds);
  }
  const { deletionTimestamp, finalizers } = object.metadata;
  const ofHook =
    Array.isArray(finalizers) && finalizers.includes(hookFinalizer);
  if (deletionTimestamp && !ofHook) {
    return health('Progressing', 'Pending deletion');
  }
  try {
    return kinds.of(object)?.health?.(object);
  } catch (error) {
    // One object that nobody can read must not take down the answer about all the others.
    const why = error instanceof Unreadable ? error.why : 'it is invalid';
    return health('Unknown', `the health cannot be read: ${why}`);
  }
}
