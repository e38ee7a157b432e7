import { formatDuration, formatMoment, useTicking } from '../../time';
import { useTexts } from '../../translations';

/** How long something has been going on, kept current; its beginning on hover. `since` is milliseconds since the epoch. */
export function Elapsed(props: { since: number }) {
  const { since } = props;
  const t = useTexts();
  const text = useTicking(now => formatDuration(now - since, t));
  const moment = new Date(since);
  return (
    <time
      dateTime={moment.toISOString()}
      title={t('time.since', { time: formatMoment(since, t) })}
    >
      {text}
    </time>
  );
}
