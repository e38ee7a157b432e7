import type { Mender } from '@groundwork/engine';

const MENDERS: Record<Mender, string> = {
  tenant: 'your team can fix this',
  platform: 'the platform team can fix this',
  'team of another tenant': 'another team can fix this',
};

/** Who can mend it, as a short remark. */
export function describeMender(mender: Mender): string {
  return MENDERS[mender];
}
