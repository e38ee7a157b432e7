import type { Texts } from '../translations';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in its largest unit: `40 s`, `12 min`, `3 h`, `2 d`. Never negative. */
export function formatDuration(milliseconds: number): string {
  const length = Math.max(0, milliseconds);
  if (length < MINUTE) {
    return `${Math.floor(length / 1000)} s`;
  }
  if (length < HOUR) {
    return `${Math.floor(length / MINUTE)} min`;
  }
  if (length < DAY) {
    return `${Math.floor(length / HOUR)} h`;
  }
  return `${Math.floor(length / DAY)} d`;
}

/** How long ago a moment was: `just now`, `12 min ago`, in the words of the reader. */
export function formatAgo(at: number, now: number, t: Texts): string {
  return now - at < 5_000
    ? t('time.justNow')
    : t('time.ago', { time: formatDuration(now - at) });
}

/** The clock time of a moment today, else its date and time, in the reader's locale. */
export function formatClock(at: number, now: number): string {
  const date = new Date(at);
  const time = date.toLocaleTimeString([], {
    hour: '2-digit',
    minute: '2-digit',
  });
  return date.toDateString() === new Date(now).toDateString()
    ? time
    : `${date.toLocaleDateString()} ${time}`;
}
