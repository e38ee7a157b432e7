import { formatAgo, formatClock, formatMoment, useTicking } from '../../time';
import { useTexts } from '../../translations';

/** The clock time of a moment; how long ago it was, and its date, on hover. `at` is milliseconds since the epoch. */
export function ClockTime(props: { at: number; withDate?: boolean }) {
  const { at, withDate } = props;
  const t = useTexts();
  const moment = new Date(at);
  const title = useTicking(
    now => `${formatMoment(at, t)}, ${formatAgo(at, now, t)}`,
  );
  return (
    <time dateTime={moment.toISOString()} title={title}>
      {formatClock(at, withDate ? Date.now() : at, t)}
    </time>
  );
}
