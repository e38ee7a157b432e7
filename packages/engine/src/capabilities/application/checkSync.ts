import { Refusals } from '../../request/Refusals';
import { ApplicationSpec } from './request';

/**
 * Refuses options that have no effect without another one, since they would promise what does not happen.
 */
export function checkSync(
  refusals: Refusals,
  sync: ApplicationSpec['sync'],
  field: string,
): void {
  const { retry } = sync;
  if (seconds(retry.maxDuration) < seconds(retry.duration)) {
    refusals.add({
      code: 'Contradiction',
      field: `${field}.retry.maxDuration`,
      given: retry.maxDuration,
      message: 'The maximum wait is shorter than the first wait.',
      fix: `Use at least ${retry.duration}.`,
    });
  }
}

function seconds(time: string): number {
  const units: Record<string, number> = { s: 1, m: 60, h: 3600 };
  return [...time.matchAll(/(\d+)([smh])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * units[unit],
    0,
  );
}
