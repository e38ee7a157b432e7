import { InputError } from '@backstage/errors';
import { isClearText } from '@groundwork/engine';

/**
 * Refuses text that goes into Git's history or to other people and shows otherwise than it is.
 *
 * @throws InputError that names the field
 */
export function assertClear(field: string, text: string): void {
  if (!isClearText(text)) {
    throw new InputError(
      `${field}: the text contains an invisible or broken character. Remove it, or type the text instead of pasting it.`,
    );
  }
}
