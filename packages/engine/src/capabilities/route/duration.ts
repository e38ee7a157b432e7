import { z } from 'zod';

/** A duration of Gateway API (GEP-2257): up to four whole numbers with h, m, s or ms. */
export const duration = z
  .string()
  .regex(
    /^([0-9]{1,5}(h|m|s|ms)){1,4}$/,
    'must be a duration such as 10s, 1m30s or 500ms',
  );

const units: Record<string, number> = {
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
};

/** A duration in milliseconds. */
export function durationMillis(text: string): number {
  return [...text.matchAll(/(\d+)(ms|h|m|s)/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * units[unit],
    0,
  );
}
