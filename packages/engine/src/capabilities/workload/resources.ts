import { Refusals } from '../../request/Refusals';
import { Tier } from '../../platform';
import { nanos } from '../../units/quantity';
import { EffectiveWorkload } from './effective';

const amounts = ['cpu', 'memory', 'ephemeralStorage'] as const;
type Amount = (typeof amounts)[number];
type Amounts = Record<Amount, string>;

/**
 * Requests and limits of a container, all of them: what is left out follows the tier,
 * moved where the given side would contradict it (a limit below its request is refused by the API server).
 */
export function containerResources(
  workload: Pick<EffectiveWorkload, 'resources'>,
  tier: Tier,
): { requests: Amounts; limits: Amounts } {
  const requests = { ...tier.container.defaultRequest };
  const limits = { ...tier.container.default };
  for (const amount of amounts) {
    const request = workload.resources.requests[amount];
    const limit = workload.resources.limits[amount];
    requests[amount] =
      request ?? smaller(requests[amount], limit ?? limits[amount]);
    limits[amount] = limit ?? larger(limits[amount], requests[amount]);
  }
  return { requests, limits };
}

function smaller(a: string, b: string): string {
  return nanos(a) <= nanos(b) ? a : b;
}

function larger(a: string, b: string): string {
  return nanos(a) >= nanos(b) ? a : b;
}

/**
 * Refuses what the tier's LimitRange and ResourceQuota would refuse.
 * One pod more than asked for is counted, since a rolling update starts the new one first.
 */
export function checkResources(
  refusals: Refusals,
  workload: EffectiveWorkload,
  tier: Tier,
): void {
  const field = workload.fieldOf('resources');
  const { requests, limits } = containerResources(workload, tier);
  for (const amount of amounts) {
    const most = tier.container.max[amount];
    if (nanos(requests[amount]) > nanos(limits[amount])) {
      refusals.add({
        code: 'RequestExceedsLimit',
        field: `${field}.requests.${amount}`,
        given: requests[amount],
        message: 'The request is higher than the limit.',
        fix: `Request ${limits[amount]} or less, or raise the limit.`,
      });
    }
    if (nanos(limits[amount]) > nanos(most)) {
      refusals.add({
        code: 'TierLimitExceeded',
        field: `${field}.limits.${amount}`,
        given: limits[amount],
        message: 'This is more than one container may have in this tier.',
        fix: `Use at most ${most}, or ask the platform team for a larger tier.`,
      });
    }
  }
  checkQuota(refusals, workload, tier, { requests, limits });
}

function checkQuota(
  refusals: Refusals,
  workload: EffectiveWorkload,
  tier: Tier,
  { requests, limits }: { requests: Amounts; limits: Amounts },
): void {
  const scale = workload.autoscale ? 'autoscale' : 'replicas';
  const wanted =
    workload.scaledBy?.max ?? workload.autoscale?.max ?? replicasOf(workload);
  if (wanted === 0) {
    return;
  }
  const pods = wanted + 1;
  if (pods > tier.quota.pods) {
    refusals.add({
      code: 'TierQuotaExceeded',
      field: workload.fieldOf(scale),
      given: wanted,
      message: `Updates need one extra pod, which would exceed the tier's quota of ${tier.quota.pods} pods.`,
      fix: `Use at most ${
        tier.quota.pods - 1
      }, or ask the platform team for a larger tier.`,
    });
  }
  for (const amount of amounts) {
    for (const [side, each, quota] of [
      ['requests', requests, tier.quota.requests],
      ['limits', limits, tier.quota.limits],
    ] as const) {
      if (nanos(each[amount]) * BigInt(pods) > nanos(quota[amount])) {
        refusals.add({
          code: 'TierQuotaExceeded',
          field: `${workload.fieldOf('resources')}.${side}.${amount}`,
          given: each[amount],
          message: `${wanted} pods, plus one during updates, need more than the tier's quota of ${quota[amount]}.`,
          fix: 'Use fewer or smaller pods, or ask the platform team for a larger tier.',
        });
      }
    }
  }
}

/** The number of pods where no autoscaler decides. */
export function replicasOf(workload: EffectiveWorkload): number {
  return workload.replicas ?? 2;
}
