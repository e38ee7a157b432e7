import { Walk } from './walk';

/**
 * Fails at a field that nothing describes, and says what it may have been meant to be.
 *
 * @param known - the names of the fields that are described there
 */
export function unknownField(
  walk: Walk,
  name: string,
  given: unknown,
  known: readonly string[],
): void {
  const near = known.find(k => k.toLowerCase() === name.toLowerCase());
  const list = known.slice(0, 12).join(', ');
  walk.fail(
    'UnknownField',
    given,
    near
      ? `is not a field of this kind, ${near} is`
      : 'is not a field of this kind',
    near
      ? `Rename it to ${near}.`
      : `Remove it${
          list
            ? `; the fields here are ${list}${known.length > 12 ? ', …' : ''}`
            : ''
        }.`,
    name,
  );
}
