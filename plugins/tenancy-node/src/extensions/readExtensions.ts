import { InputError } from '@backstage/errors';
import {
  combineExtensions,
  type Extension,
  type Extensions,
} from '@groundwork/engine';

/**
 * What Groundwork and the extensions of this portal bring, together.
 *
 * @throws InputError that names the extension which can't be used; its author fixes it, or the platform team leaves it out
 * @public
 */
export function readExtensions(list: readonly Extension[]): Extensions {
  try {
    return combineExtensions(list);
  } catch (error) {
    throw new InputError(
      error instanceof Error ? error.message : String(error),
      error,
    );
  }
}
