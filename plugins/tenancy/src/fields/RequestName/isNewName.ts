import type { JsonObject } from '@backstage/types';
import { textOf } from '../shared';
import type { RequestNameOptions } from './schema';

/** Whether a name is asked for that is still free, rather than one of those that are there. */
export function isNewName(
  form: JsonObject,
  options: RequestNameOptions | undefined,
): boolean {
  return options?.expect
    ? options.expect === 'create'
    : textOf(form, options?.mode) !== 'change';
}
