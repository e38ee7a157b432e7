import type { Texts } from '../translations';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in its largest unit: `40 s`, `12 min`, `3 h`, `2 d`. Never negative. */
export function formatDuration(milliseconds: number, t: Texts): string {
  const length = Math.max(0, milliseconds);
  const whole = (unit: number) => String(Math.floor(length / unit));
  if (length < MINUTE) {
    return t('time.seconds', { number: whole(1_000) });
  }
  if (length < HOUR) {
    return t('time.minutes', { number: whole(MINUTE) });
  }
  return length < DAY
    ? t('time.hours', { number: whole(HOUR) })
    : t('time.days', { number: whole(DAY) });
}

/** How long ago a moment was: `just now`, `12 min ago`, in the words of the reader. */
export function formatAgo(at: number, now: number, t: Texts): string {
  return now - at < 5_000
    ? t('time.justNow')
    : t('time.ago', { time: formatDuration(now - at, t) });
}
