import { SyncRetry } from '../../model';
import { Fields, at, fieldsOf, numberOf, textOf } from '../../model/fields';
import { durationMillis } from '../../units/duration';

/** What Argo CD takes where a policy says nothing (3.5). */
const defaults = { duration: 5_000, factor: 2, maxDuration: 180_000 };

/**
 * How a failed sync is tried again, from `status.operationState`: undefined where it is not. The time of the next attempt is
 * known while it waits for it, as Argo CD reckons it (`NextRetryAt`).
 */
export function retryOf(state: Fields): SyncRetry | undefined {
  const policy = fieldsOf(at(state, 'operation', 'retry'));
  const count = numberOf(state.retryCount) ?? 0;
  const limit = numberOf(policy.limit);
  if (count <= 0) {
    return undefined;
  }
  const nextAt = nextAttempt(policy, count, state.finishedAt);
  return {
    count,
    ...(limit === undefined || limit < 0 ? {} : { limit }),
    ...(nextAt === undefined ? {} : { nextAt }),
  };
}

function nextAttempt(
  policy: Fields,
  count: number,
  finishedAt: unknown,
): number | undefined {
  const failedAt =
    typeof finishedAt === 'string' ? Date.parse(finishedAt) : NaN;
  const backoff = fieldsOf(policy.backoff);
  const duration = pauseOf(backoff.duration, defaults.duration);
  const most = pauseOf(backoff.maxDuration, defaults.maxDuration);
  const factor = numberOf(backoff.factor) ?? defaults.factor;
  if (Number.isNaN(failedAt) || duration === undefined || most === undefined) {
    return undefined;
  }
  const grown = duration * factor ** count;
  const next = failedAt + (most > 0 ? Math.min(most, grown) : grown);
  // What no calendar holds is not known.
  return Math.abs(next) < 8.64e15 ? next : undefined;
}

/** Argo CD takes a bare number for seconds. */
function pauseOf(value: unknown, otherwise: number): number | undefined {
  const text = textOf(value);
  if (text === undefined) {
    return otherwise;
  }
  return /^\d{1,9}$/.test(text) ? Number(text) * 1000 : durationMillis(text);
}
