import type { KubernetesObject } from '../../model';
import { parsePlatform } from '../../platform';
import { worldOf } from '../../testing/fixWorld';
import { offeringPlatform } from '../../testing/offeringPlatform';

/** `fixWorld` has its clock at 2026-11-28 12:00. */
const told = (until: string, live?: KubernetesObject[]) =>
  worldOf({
    tenant: { selfHealPauses: [{ environment: 'dev', until }] },
    requests: [],
    ...(live ? { live: { hub: live } } : {}),
  })
    .statuses.findings.filter(({ code }) => code.startsWith('SelfHeal'))
    .map(({ code, severity, message }) => [code, severity, message]);

describe('pauses of self-heal', () => {
  it('are told as long as they are meant', () => {
    expect(told('2026-11-28T18:00Z')).toEqual([
      [
        'SelfHealPaused',
        'info',
        'payments-dev in dev: self-heal is paused until 2026-11-28 18:00 UTC.',
      ],
    ]);
  });

  it('are a warning once they should have ended', () => {
    expect(told('2026-11-28T12:00Z')).toEqual([
      [
        'SelfHealPaused',
        'warning',
        'payments-dev in dev: self-heal was to be paused until 2026-11-28 12:00 UTC, and still is.',
      ],
    ]);
  });

  it('are refused beyond what the platform allows', () => {
    const { maxDays } = parsePlatform(offeringPlatform()).environments[0]
      .selfHealPauses;
    expect(maxDays).toBe(7);
    expect(told('2026-12-05T12:00:00Z')).toHaveLength(1);
    expect(told('2026-12-05T12:00:01Z')).toContainEqual([
      'SelfHealPauseTooLong',
      'error',
      'payments-dev in dev: self-heal is to be paused for longer than the 7 days that the platform allows.',
    ]);
  });
});
