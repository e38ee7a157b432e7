import { nanos } from '../units/quantity';
import type { PlatformProblem } from './PlatformProblem';
import { Tier } from './tier';

type Amounts = Tier['quota']['requests'];

/**
 * A tier in which no pod, or not even one of the defaults, would fit.
 */
export function tierProblems(tier: Tier, field: string): PlatformProblem[] {
  const { quota, container } = tier;
  return [
    ...order(
      'container.defaultRequest',
      container.defaultRequest,
      'container.default',
      container.default,
    ),
    ...order(
      'container.default',
      container.default,
      'container.max',
      container.max,
    ),
    ...order(
      'container.defaultRequest',
      container.defaultRequest,
      'quota.requests',
      quota.requests,
    ),
    ...order(
      'container.default',
      container.default,
      'quota.limits',
      quota.limits,
    ),
    ...order('quota.requests', quota.requests, 'quota.limits', quota.limits),
  ];

  function order(
    low: string,
    less: Amounts,
    high: string,
    more: Amounts,
  ): PlatformProblem[] {
    return (['cpu', 'memory', 'ephemeralStorage'] as const).flatMap(key =>
      nanos(less[key]) <= nanos(more[key])
        ? []
        : [
            {
              code: 'TierInconsistent',
              field: `${field}.${low}.${key}`,
              given: less[key],
              message: `It is more than ${high}.${key}, which is ${more[key]}.`,
              fix: `Use at most ${more[key]}, or raise ${high}.${key}.`,
            },
          ],
    );
  }
}
