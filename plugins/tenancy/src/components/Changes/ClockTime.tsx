import { formatAgo, formatClock, formatMoment, useTicking } from '../../time';
import { useTexts } from '../../translations';

/** The clock time of a moment; how long ago it was, and its date, on hover. `at` is milliseconds since the epoch. */
export function ClockTime(props: {
  at: number;
  /** With its date, unless it is today. */
  withDate?: boolean;
  /** A moment told before it: with its date, unless it is of the same day. */
  after?: number;
}) {
  const { at, withDate, after = at } = props;
  const t = useTexts();
  const moment = new Date(at);
  const title = useTicking(
    now => `${formatMoment(at, t)}, ${formatAgo(at, now, t)}`,
  );
  return (
    <time dateTime={moment.toISOString()} title={title}>
      {formatClock(at, withDate ? Date.now() : after, t)}
    </time>
  );
}
