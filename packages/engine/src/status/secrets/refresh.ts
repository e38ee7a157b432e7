import { SecretRefresh } from '../../model';
import { Fields, at, textOf, timeOf } from '../../model/fields';
import { durationMillis } from '../../units/duration';

const hour = 3_600_000;
const minute = 60_000;

/**
 * When External Secrets fetches again, by `shouldRefresh` of its controller: `CreatedOnce` and `OnChange` never by time, nor
 * `Periodic` with an interval of 0. Later than it should by a tenth of the interval and five minutes is late.
 */
export function refreshOf(
  spec: Fields,
  status: Fields,
  now: number,
): SecretRefresh {
  const named = textOf(spec.refreshPolicy);
  const policy =
    named === 'CreatedOnce' || named === 'OnChange' ? named : 'Periodic';
  const last = timeOf(status.refreshTime);
  const seen = last === undefined ? {} : { last };
  if (policy !== 'Periodic') {
    return { policy, ...seen };
  }
  const text = spec.refreshInterval;
  // What can't be read is not zero: the controller would not have taken it.
  const interval =
    text === undefined ? hour : durationMillis(textOf(text) ?? '');
  if (interval === undefined || interval <= 0) {
    return { policy, ...seen };
  }
  if (at(spec, 'syncWindows') !== undefined) {
    return { policy, interval, ...seen, hasWindows: true };
  }
  const next = last === undefined ? {} : { next: last + interval };
  const isLate = last !== undefined && now > last + interval * 1.1 + 5 * minute;
  return { policy, interval, ...seen, ...next, ...(isLate && { isLate }) };
}
