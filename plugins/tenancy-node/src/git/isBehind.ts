import { commitsOf } from './commitsOf';
import type { ObjectStore } from './packs/ObjectStore';

/** Further back nobody looks. */
const DEPTH = 2000;

/** Whether a commit is known to lie in the history of another one; of what is not at hand it is not known. */
export function isBehind(
  store: ObjectStore,
  ancestor: string,
  commit: string,
): boolean {
  try {
    return (
      ancestor !== commit &&
      commitsOf(store, commit, DEPTH).some(({ oid }) => oid === ancestor)
    );
  } catch {
    return false;
  }
}
