import type { ApplicationStatus, TroubledObject } from '@groundwork/engine';
import { findingId } from '@groundwork/engine/model';
import { useObjectName } from '../../hooks';
import { type Texts, useTexts } from '../../translations';
import { Reason } from '../Reason';
import { StateMark } from '../StateMark';
import { LongList } from '../StatusRows';
import { ApplicationLine } from './ApplicationLine';
import { WhyLine } from './WhyLine';
import styles from './SyncCard.module.css';

/** The health of an object, with a remark where it is not Argo CD's own word. */
function describeHealth(
  { health, healthSource }: TroubledObject,
  t: Texts,
): string | undefined {
  return health && healthSource === 'computed'
    ? t('sync.computed', { health })
    : health;
}

/** The applications folded under an environment, each with the objects that differ or are unwell. */
export function ApplicationList(props: {
  applications: readonly ApplicationStatus[];
  /** What the row above says already: it is not repeated here. */
  told?: string;
}) {
  const { applications, told = '' } = props;
  const objectName = useObjectName();
  const t = useTexts();
  const isNew = (text: string | undefined, ...before: string[]) =>
    text !== undefined && ![told, ...before].some(each => each.includes(text));
  return (
    <LongList className={styles.list} items={applications}>
      {application => (
        <li
          key={`${application.ref.cluster}/${application.ref.kind}/${application.ref.namespace}/${application.ref.name}`}
        >
          <div className={styles.line}>
            <StateMark state={application.state} compact />
            <ApplicationLine application={application} />
            <span className={styles.native}>
              {application.native.join(' · ')}
            </span>
          </div>
          {isNew(application.why || undefined) &&
            application.state !== 'Progressing' && (
              <WhyLine
                verdict={application}
                url={application.url}
                finding={findingId(
                  'sync',
                  application.environment,
                  application.ref,
                )}
              />
            )}
          {application.warnings
            ?.filter(({ message }) => isNew(message, application.why))
            .map(({ type, message }) => (
              <div key={`${type}/${message}`} className={styles.quiet}>
                {t('sync.warns')} <Reason text={message} />
              </div>
            ))}
          {application.troubled.length > 0 && (
            <LongList className={styles.objects} items={application.troubled}>
              {object => (
                <li
                  key={`${object.ref.group}/${object.ref.kind}/${object.ref.namespace}/${object.ref.name}`}
                >
                  <code>{objectName(object.ref)}</code>{' '}
                  {[object.sync, describeHealth(object, t)]
                    .filter(Boolean)
                    .join(' · ')}
                  {object.message && isNew(object.message, application.why) && (
                    <Reason text={object.message} />
                  )}
                </li>
              )}
            </LongList>
          )}
        </li>
      )}
    </LongList>
  );
}
