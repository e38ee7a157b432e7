import { isKnown, type Known } from '@groundwork/engine';

/** Why something is not known. */
export type Unread = Exclude<Known<never>, { value: never }>;

/** Why a list of a kind is not known. A cluster that does not have the kind has none of it: that is an answer. */
export function whyUnread(known: Known<unknown>): Unread | undefined {
  if (isKnown(known) || known.unknown === 'notServed') {
    return undefined;
  }
  const { last: _, ...why } = known;
  return why;
}

/** A list with something else in the place of its objects, also of what was last known. */
export function mapKnown<A, B>(
  known: Known<readonly A[]>,
  map: (value: readonly A[]) => readonly B[],
): Known<readonly B[]> {
  if (isKnown(known)) {
    return { ...known, value: map(known.value) };
  }
  const { last, ...rest } = known;
  return last ? { ...rest, last: { ...last, value: map(last.value) } } : rest;
}
