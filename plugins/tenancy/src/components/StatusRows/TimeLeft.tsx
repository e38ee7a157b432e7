import { formatDuration, useTicking } from '../../time';

/** How long it is to a moment, kept current, with the absolute time on hover. `at` is milliseconds since the epoch. */
export function TimeLeft(props: {
  at: number;
  before?: string;
  after?: string;
  /** What to say when it is over. */
  past?: string;
}) {
  const { at, before = '', after = '', past = 'now' } = props;
  const text = useTicking(now =>
    now >= at ? past : `${before}${formatDuration(at - now)}${after}`,
  );
  const moment = new Date(at);
  return (
    <time dateTime={moment.toISOString()} title={moment.toLocaleString()}>
      {text}
    </time>
  );
}
