import { formatAgo, formatMoment, useTicking } from '../../time';
import { useTexts } from '../../translations';

/** How long ago a moment was, kept current; the absolute time on hover. `at` is milliseconds since the epoch. */
export function RelativeTime(props: { at: number }) {
  const { at } = props;
  const t = useTexts();
  const text = useTicking(now => formatAgo(at, now, t));
  const moment = new Date(at);
  return (
    <time dateTime={moment.toISOString()} title={formatMoment(at, t)}>
      {text}
    </time>
  );
}
