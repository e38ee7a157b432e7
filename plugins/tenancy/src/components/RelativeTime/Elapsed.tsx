import { formatDuration, useTicking } from '../../time';

/** How long something has been going on, kept current; its beginning on hover. `since` is milliseconds since the epoch. */
export function Elapsed(props: { since: number }) {
  const { since } = props;
  const text = useTicking(now => formatDuration(now - since));
  const moment = new Date(since);
  return (
    <time
      dateTime={moment.toISOString()}
      title={`since ${moment.toLocaleString()}`}
    >
      {text}
    </time>
  );
}
