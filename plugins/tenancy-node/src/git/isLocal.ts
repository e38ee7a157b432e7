import { diskProblem, isOfRemote } from './gitErrors';
import { GitProblem, isErrorLike } from './GitProblem';
import { isBroken } from './isBroken';
import { TooLarge } from './TooLarge';

/** Whether something took longer than it may. */
export function isTimeout(error: unknown): boolean {
  return isErrorLike(error) && error.name === 'TimeoutError';
}

/** These say what is to be said; those of isomorphic-git may have the same names. */
export function ourOwn(error: unknown): Error | undefined {
  return error instanceof GitProblem ? error : undefined;
}

/**
 * The copy on disk is at fault: somebody cleared it away, or it is damaged, as after a crash or a full disk. A disk that
 * takes nothing is no damage, and what is here is worth more then.
 */
export function isLocal(error: unknown): boolean {
  return (
    !ourOwn(error) &&
    !(error instanceof TooLarge) &&
    !isOfRemote(error) &&
    !isBroken(error) &&
    diskProblem('', error) === undefined
  );
}
