import type { FixableBy } from '@groundwork/engine';

const FIXABLE_BY: Record<FixableBy, string> = {
  tenant: 'your team can fix this',
  platform: 'the platform team can fix this',
  otherTenant: 'another team can fix this',
};

/** Who can fix it, as a short remark. */
export function describeFixableBy(fixableBy: FixableBy): string {
  return FIXABLE_BY[fixableBy];
}
