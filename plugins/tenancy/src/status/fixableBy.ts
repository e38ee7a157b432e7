import type { FixableBy, Verdict } from '@groundwork/engine';

const FIXABLE_BY: Record<FixableBy, string> = {
  tenant: 'Your team can fix this',
  platform: 'Platform team can fix this',
  otherTenant: 'Another team can fix this',
};

/** Who can fix it, as a short remark. */
export function describeFixableBy(fixableBy: FixableBy): string {
  return FIXABLE_BY[fixableBy];
}

/** Whose turn it is, as a short remark; nobody's while it is on its way. */
export function whoseTurn({ state, fixableBy }: Verdict): string | undefined {
  return fixableBy && state !== 'Progressing'
    ? describeFixableBy(fixableBy)
    : undefined;
}
