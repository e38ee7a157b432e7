import { formatAgo, useTicking } from '../../time';

/** How long ago a moment was, kept current; the absolute time on hover. `at` is milliseconds since the epoch. */
export function RelativeTime(props: { at: number }) {
  const { at } = props;
  const text = useTicking(now => formatAgo(at, now));
  const moment = new Date(at);
  return (
    <time dateTime={moment.toISOString()} title={moment.toLocaleString()}>
      {text}
    </time>
  );
}
