import type { ApplicationStatus } from '@groundwork/engine';
import { plainReason } from '../../status';
import { useTexts } from '../../translations';
import { Elapsed, RelativeTime } from '../RelativeTime';
import { shortRevision, titleOf } from './applications';
import styles from './SyncCard.module.css';

/** What one application runs: revision, its message, who and when; or what it is busy with. */
export function ApplicationLine(props: { application: ApplicationStatus }) {
  const { application } = props;
  const t = useTexts();
  const { revision, revisionMessage, revisionAuthor, syncedAt, state } =
    application;
  const older = application.revisionOlderThan;
  const busy = state === 'Progressing';
  return (
    <span className={styles.application}>
      <span className={styles.name}>{titleOf(application)}</span>
      {revision && older === undefined && (
        <code className={styles.revision} title={revision}>
          {shortRevision(revision)}
        </code>
      )}
      {older !== undefined && (
        <span className={styles.quiet} title={revision}>
          {t('sync.older', { count: older })}
        </span>
      )}
      {busy ? (
        <span>{plainReason(application.why, t).text}</span>
      ) : (
        <>
          {revisionMessage && (
            <q className={styles.message}>{revisionMessage}</q>
          )}
          {revisionAuthor && <span>{revisionAuthor}</span>}
        </>
      )}
      {busy && application.since !== undefined && (
        <span className={styles.quiet}>
          <Elapsed since={application.since} />
        </span>
      )}
      {!busy && syncedAt !== undefined && (
        <span className={styles.quiet}>
          {t('sync.synced', { time: <RelativeTime at={syncedAt} /> })}
        </span>
      )}
    </span>
  );
}
