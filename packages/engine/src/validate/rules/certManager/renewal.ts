import { cronProblem } from '../cron';
import { Cursor } from '../Cursor';
import { durationNanos } from '../../../units/duration';
import { checkDuration } from '../durations';
import { timeZoneProblem } from '../timeZone';

const MINUTE = 60_000_000_000n;
const SHORTEST = 60n * MINUTE;
const SHORTEST_BEFORE = 5n * MINUTE;
const USUAL = 90n * 24n * 60n * MINUTE;

/** Checks how long a certificate lasts and when it is renewed. */
export function checkRenewal(spec: Cursor): void {
  const duration = spec.get('duration');
  const before = spec.get('renewBefore');
  const percentage = spec.get('renewBeforePercentage');
  checkDuration(duration);
  checkDuration(before);
  if (duration.exists || before.exists) {
    checkTimes(duration, before, percentage);
  }
  const renewal = spec.get('renewal');
  if (!renewal.exists) {
    return;
  }
  const policy = renewal.get('policy');
  if (!policy.text()) {
    policy.required();
  }
  policy.exactlyOneOf(['RenewBefore', 'Disabled']);
  const windows = renewal.get('windows');
  if (policy.value === 'Disabled') {
    if (windows.items().length === 0) {
      return;
    }
    windows.fail('Conflict', 'must be empty with Disabled', 'Remove it.');
    return;
  }
  windows.items().forEach(checkWindow);
}

/** As in cert-manager, a percentage alone is not looked at. */
function checkTimes(
  duration: Cursor,
  before: Cursor,
  percentage: Cursor,
): void {
  const lasts = durationNanos(duration.text() ?? '') ?? USUAL;
  if (lasts < SHORTEST) {
    duration.fail('OutOfRange', 'must be at least 1h', 'Raise it.');
  }
  if (before.exists && percentage.exists) {
    percentage.fail(
      'Conflict',
      'must not be set together with renewBefore',
      'Keep one of them.',
    );
  }
  const early = durationNanos(before.text() ?? '');
  if (early !== undefined) {
    checkEarly(before, early, lasts);
  }
  const percent = percentage.number();
  if (percent !== undefined && Number.isInteger(percent)) {
    checkEarly(percentage, (lasts * BigInt(100 - percent)) / 100n, lasts);
  }
}

function checkEarly(at: Cursor, early: bigint, lasts: bigint): void {
  if (early < SHORTEST_BEFORE) {
    at.fail(
      'OutOfRange',
      'must come to 5m or more before the end',
      'Renew it earlier.',
    );
  }
  if (early >= lasts) {
    at.fail(
      'Conflict',
      'must come to less than duration',
      'Renew it later, or let it last longer.',
    );
  }
}

function checkWindow(window: Cursor): void {
  if (!window.get('windowDuration').exists) {
    window.get('windowDuration').required();
  }
  checkDuration(window.get('windowDuration'));
  const zone = window.get('timezone');
  if (zone.text()) {
    zone.named(timeZoneProblem);
  }
  const cron = window.get('cron');
  cron.required();
  if (cron.text()) {
    cron.named(cronProblem);
  }
}
