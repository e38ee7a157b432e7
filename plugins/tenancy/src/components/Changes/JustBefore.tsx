import { Link } from '@backstage/ui';
import type { ChangeView } from '@groundwork/backstage-plugin-tenancy-common';
import { useTexts } from '../../translations';
import { ChangeSource } from './ChangeSource';
import { ClockTime } from './ClockTime';
import styles from './Changes.module.css';

/** The change just before something broke: a hint where to look, and not said to be the cause. */
export function JustBefore(props: {
  change: ChangeView;
  /** Where the change stands in the timeline. */
  href?: string;
}) {
  const { change, href } = props;
  const t = useTexts();
  const title = change.kind === 'commit' ? `“${change.title}”` : change.title;
  return (
    <p className={styles.before}>
      <span>{t('changes.justBefore')} </span>
      {href === undefined ? (
        <span>{title}</span>
      ) : (
        <Link href={href} variant="body-small">
          {title}
        </Link>
      )}
      {change.kind === 'sync' && change.detail && (
        <span>“{change.detail}”</span>
      )}
      <ChangeSource change={change} />
      <ClockTime at={change.at} withDate />
    </p>
  );
}
