import type { FixableBy, Verdict } from '@groundwork/engine';
import type { Texts } from '../translations';

/** Who can fix it, as a short remark. */
export function describeFixableBy(fixableBy: FixableBy, t: Texts): string {
  return t(`turns.${fixableBy}`);
}

/** Whose turn it is, as a short remark; nobody's while it is on its way. */
export function whoseTurn(
  { state, fixableBy }: Verdict,
  t: Texts,
): string | undefined {
  return fixableBy && state !== 'Progressing'
    ? describeFixableBy(fixableBy, t)
    : undefined;
}
