import { plainText } from '../../model/fields';
import { field, isNil, items } from './scriptFields';

/** Whether no condition is of another generation; a condition that names none is of the present one. */
export function isCurrent(
  conditions: readonly unknown[],
  generation: unknown,
): boolean {
  return (
    isNil(generation) ||
    conditions.every(condition => {
      const seen = field(condition, 'observedGeneration');
      return isNil(seen) || seen === generation;
    })
  );
}

/** The name in the reference of a parent or ancestor, empty when it has none. */
export function nameIn(entry: unknown, reference: string): string {
  const name = field(entry, reference, 'name');
  return isNil(name) || name === false ? '' : plainText(name);
}

/** The conditions of a part of a status; undefined when it has no list of them. */
export function ownConditions(part: unknown): unknown[] | undefined {
  const conditions = field(part, 'conditions');
  return isNil(conditions) ? undefined : items(conditions);
}

/** What the first of ResolvedRefs and Accepted says that is False; undefined when neither is. */
export function failureIn(conditions: readonly unknown[]): unknown {
  for (const type of ['ResolvedRefs', 'Accepted']) {
    const failed = conditions.find(
      item => field(item, 'type') === type && field(item, 'status') === 'False',
    );
    if (failed !== undefined) {
      return field(failed, 'message') ?? `Failed condition: ${type}`;
    }
  }
  return undefined;
}

/** What Programmed says while it is not True; undefined once it is, and when nobody reports it. */
export function pendingIn(
  conditions: readonly unknown[],
  what: string,
): unknown {
  const pending = conditions.find(
    item =>
      field(item, 'type') === 'Programmed' && field(item, 'status') !== 'True',
  );
  return pending === undefined
    ? undefined
    : field(pending, 'message') ?? `${what} is still being programmed`;
}
