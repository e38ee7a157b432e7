import type { EnvironmentDifference } from '@groundwork/backstage-plugin-tenancy-common';
import { useTexts } from '../../translations';
import { Disclosure } from '../Disclosure';
import { RelativeTime } from '../RelativeTime';
import { shortRevision } from './applications';
import styles from './SyncCard.module.css';

/** How an environment differs from the one before it; nothing where it does not. */
export function DifferenceLine(props: { difference: EnvironmentDifference }) {
  const { words, behind, ahead, unclear, changes } = props.difference;
  const count = behind + ahead + unclear;
  const t = useTexts();
  if (count === 0) {
    return null;
  }
  return (
    <Disclosure summary={<span>{words}</span>}>
      <ul className={styles.objects}>
        {changes.map(({ what, direction, commit, ...rest }) => (
          <li key={`${direction}/${what}`}>
            {what}{' '}
            <span className={styles.quiet}>
              {t(`sync.directions.${direction}`)}
            </span>{' '}
            {commit ? (
              <>
                <code className={styles.revision} title={commit.commit}>
                  {shortRevision(commit.commit)}
                </code>{' '}
                <q className={styles.message}>{commit.message}</q>{' '}
                {commit.author}
                {commit.at !== undefined && (
                  <>
                    {' · '}
                    <RelativeTime at={commit.at} />
                  </>
                )}
              </>
            ) : (
              rest.olderThan !== undefined &&
              t('sync.older', { count: rest.olderThan })
            )}
          </li>
        ))}
        {count > changes.length && (
          <li>
            {t('shared.more', { further: String(count - changes.length) })}
          </li>
        )}
      </ul>
    </Disclosure>
  );
}
