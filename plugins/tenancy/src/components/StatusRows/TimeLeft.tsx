import { formatDuration, formatMoment, useTicking } from '../../time';
import { useTexts } from '../../translations';

/** How long it is to a moment, kept current, with the absolute time on hover. `at` is milliseconds since the epoch. */
export function TimeLeft(props: {
  at: number;
  /** What to say of the time that is left; itself where absent. */
  words?: (time: string) => string;
  /** What to say when it is over. */
  past?: string;
}) {
  const t = useTexts();
  const { at, words = time => time, past = t('time.now') } = props;
  const text = useTicking(now =>
    now >= at ? past : words(formatDuration(at - now, t)),
  );
  const moment = new Date(at);
  return (
    <time dateTime={moment.toISOString()} title={formatMoment(at, t)}>
      {text}
    </time>
  );
}
