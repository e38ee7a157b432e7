import type { Steps } from '@groundwork/engine';
import { letOthers } from './letOthers';

/**
 * Takes the steps of long work, and lets others through in between.
 *
 * @public
 */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      return value;
    }
    await letOthers();
  }
}
