import type { State } from '@groundwork/engine';
import type { Texts } from '../translations';

/** How many of some things are well. What is not known is neither well nor unwell. */
interface Counted {
  well: number;
  total: number;
  unknown: number;
}

/** Counts by state: those that are `Healthy` are well, unless other states are too. */
export function countStates(
  items: ReadonlyArray<{ state: State }>,
  wellStates: readonly State[] = ['Healthy'],
): Counted {
  return {
    well: items.filter(({ state }) => wellStates.includes(state)).length,
    total: items.length,
    unknown: items.filter(({ state }) => state === 'Unknown').length,
  };
}

/** `1 of 3`, `1 of 3, 1 unknown`, or `unknown` where none is known; `say` has the words for the first part. */
export function countedWords(
  { well, total, unknown }: Counted,
  t: Texts,
  say: (parts: { part: string; total: string }) => string = parts =>
    t('things.number', parts),
): string {
  if (unknown === total && total > 0) {
    return t('shared.unknown');
  }
  const counted = say({ part: String(well), total: String(total) });
  return unknown > 0
    ? t('shared.someUnknown', { counted, unknown: String(unknown) })
    : counted;
}
