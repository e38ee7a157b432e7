import { formatAgo, formatClock, useTicking } from '../../time';

/** The clock time of a moment; how long ago it was, and its date, on hover. `at` is milliseconds since the epoch. */
export function ClockTime(props: { at: number; withDate?: boolean }) {
  const { at, withDate } = props;
  const moment = new Date(at);
  const title = useTicking(
    now => `${moment.toLocaleString()}, ${formatAgo(at, now)}`,
  );
  return (
    <time dateTime={moment.toISOString()} title={title}>
      {formatClock(at, withDate ? Date.now() : at)}
    </time>
  );
}
