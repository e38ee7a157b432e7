import type { Mender } from '@groundwork/engine';

const MENDERS: Record<Mender, string> = {
  tenant: 'your team can mend this',
  platform: 'platform can mend this',
  'team of another tenant': 'another team can mend this',
};

/** Who can mend it, as a short remark. */
export function describeMender(mender: Mender): string {
  return MENDERS[mender];
}
