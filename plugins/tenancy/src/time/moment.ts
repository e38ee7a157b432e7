import type { Texts } from '../translations';

/**
 * The locale of dates and times: the reader's own where it is of the language that the texts are in, so that somebody in Vienna or
 * London gets what is usual there; else that of the texts.
 */
function localeOf(t: Texts): string {
  const language = t('time.language');
  return (
    navigator.languages.find(each => each.split('-')[0] === language) ??
    language
  );
}

/** The date of a moment. */
export function formatDate(at: number, t: Texts): string {
  return new Date(at).toLocaleDateString(localeOf(t));
}

/** Date and time of a moment, to the second. */
export function formatMoment(at: number, t: Texts): string {
  return new Date(at).toLocaleString(localeOf(t));
}

/** The clock time of a moment today, else its date and time. */
export function formatClock(at: number, now: number, t: Texts): string {
  const date = new Date(at);
  const time = date.toLocaleTimeString(localeOf(t), {
    hour: '2-digit',
    minute: '2-digit',
  });
  return date.toDateString() === new Date(now).toDateString()
    ? time
    : `${formatDate(at, t)} ${time}`;
}
