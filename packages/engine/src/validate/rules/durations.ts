import { durationNanos } from '../../units/duration';
import { Cursor } from './Cursor';

/** Fails unless the text is a duration as Go reads it, where a field is decoded into one. */
export function checkDuration(duration: Cursor): void {
  duration.named(text =>
    durationNanos(text) === undefined
      ? 'must be a duration such as 1h or 30m'
      : undefined,
  );
}

/**
 * Warns of a pause that Argo CD cannot read: a duration of Go, or a number of seconds. API servers take any text, and
 * then the sync is never tried again.
 */
export function checkArgoPause(pause: Cursor): void {
  const text = pause.text();
  if (!text || /^[+-]?\d{1,18}$/.test(text)) {
    return;
  }
  checkDuration(pause.warning());
}
