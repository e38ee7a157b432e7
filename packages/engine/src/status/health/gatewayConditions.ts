import { Fields, at, textOf } from '../../snapshot/fields';

/** Whether no condition is of another generation. */
export function noneUnseen(
  conditions: readonly Fields[],
  generation: number | undefined,
): boolean {
  return (
    generation === undefined ||
    conditions.every(
      ({ observedGeneration }) =>
        observedGeneration === undefined || observedGeneration === generation,
    )
  );
}

/** The name in a reference to a parent or ancestor, empty when it has none. */
export function nameOf(ref: unknown): string {
  const name = at(ref, 'name');
  return typeof name === 'string' ? name : '';
}

/** What the first of these conditions says that is False; undefined when none is. */
export function failedOf(
  conditions: readonly Fields[],
  types: readonly string[],
): string | undefined {
  for (const type of types) {
    const failed = conditions.find(
      item => item.type === type && item.status === 'False',
    );
    if (failed) {
      return textOf(failed.message) ?? `Failed condition: ${type}`;
    }
  }
  return undefined;
}

/** What Programmed says while it is not True; undefined once it is, and when nobody reports it. */
export function pendingOf(
  conditions: readonly Fields[],
  what: string,
): string | undefined {
  const pending = conditions.find(
    ({ type, status }) => type === 'Programmed' && status !== 'True',
  );
  if (!pending) {
    return undefined;
  }
  return typeof pending.message === 'string'
    ? pending.message
    : `${what} is still being programmed`;
}
