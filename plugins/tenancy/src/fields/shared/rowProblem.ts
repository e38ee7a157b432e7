import type { FormTexts } from '../../translations/forms';

/** What is wrong in a row of a list, such as `Row 2: Use a whole number`. `index` counts from 0. */
export function rowProblem(
  index: number,
  problem: string,
  t: FormTexts,
): string {
  const row = t('shared.row', { number: String(index + 1) });
  return t('shared.rowProblem', {
    place: row.charAt(0).toLocaleUpperCase() + row.slice(1),
    problem,
  });
}
