import { InputError } from '@backstage/errors';
import { fieldPath } from '@groundwork/engine';
import type { z } from 'zod';

/**
 * Reads untrusted input.
 *
 * @throws InputError that names every wrong field
 */
export function parseInput<T extends z.ZodType>(
  schema: T,
  input: unknown,
): z.output<T> {
  const result = schema.safeParse(input);
  if (!result.success) {
    const problems = result.error.issues
      .slice(0, 10)
      .map(({ path, message }) => `${fieldPath(path) || 'body'}: ${message}`);
    throw new InputError(`Bad request: ${problems.join('; ')}`);
  }
  return result.data;
}
