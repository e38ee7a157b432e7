import type { Tier } from '../platform';
import { nanos } from '../units/quantity';
import { withValue } from './fieldPlace';
import type { FixContext } from './FixContext';
import type { Way } from './Trouble';

const sides = ['requests', 'limits'] as const;
const amounts = ['cpu', 'memory', 'ephemeralStorage'] as const;

/** Tiers that give no less of anything and more of something, the smallest first. */
export function largerTiers(context: FixContext): Way[] {
  const { platform, tenant, tier } = context;
  if (!tier) {
    return [];
  }
  return Object.entries(platform.tiers)
    .filter(([, other]) => isLarger(other, tier))
    .sort(([, a], [, b]) => (isLarger(a, b) ? 1 : -1))
    .slice(0, 2)
    .map(([name]) => ({
      title: `Ask for tier ${name}`,
      request: tenant,
      to: withValue(
        tenant.spec as Readonly<Record<string, unknown>>,
        ['tier'],
        name,
      ),
      risk: 'size',
    }));
}

function isLarger(a: Tier, b: Tier): boolean {
  const pairs: Array<[bigint, bigint]> = [
    [BigInt(a.quota.pods), BigInt(b.quota.pods)],
    ...sides.flatMap(side =>
      amounts.map((amount): [bigint, bigint] => [
        nanos(a.quota[side][amount]),
        nanos(b.quota[side][amount]),
      ]),
    ),
    ...amounts.map((amount): [bigint, bigint] => [
      nanos(a.container.max[amount]),
      nanos(b.container.max[amount]),
    ]),
  ];
  return (
    pairs.every(([more, less]) => more >= less) &&
    pairs.some(([more, less]) => more > less)
  );
}
