import { WatchedKind } from './KindDescriptor';
import { defaultKinds } from './defaultKinds';

/**
 * Everything that statuses and checks read of the kinds that Groundwork brings. Secrets are never among it.
 *
 * @public
 */
export const watchedKinds: readonly WatchedKind[] = defaultKinds.watched;

/**
 * Kinds that have a say about connections of pods and that nobody here evaluates: where one is present, what the
 * evaluated ones say is not the last word.
 *
 * @public
 */
export const foreignPolicyKinds: readonly WatchedKind[] =
  defaultKinds.watched.filter(({ foreignPolicy }) => foreignPolicy);
