import { InputError } from '@backstage/errors';
import { fieldPath } from '@groundwork/engine';
import type { z } from 'zod';

/**
 * Reads untrusted input.
 *
 * @param name - what the whole of it is called by who sent it, where it is one value
 * @throws InputError that names every wrong field
 */
export function parseInput<T extends z.ZodType>(
  schema: T,
  input: unknown,
  name = '',
): z.output<T> {
  const result = schema.safeParse(input);
  if (!result.success) {
    const problems = result.error.issues
      .slice(0, 10)
      .map(({ path, message }) => {
        const field = fieldPath(path) || name;
        return field === '' ? message : `${field}: ${message}`;
      });
    throw new InputError(`Bad request: ${problems.join('; ')}`);
  }
  return result.data;
}
