import type { ApplicationStatus, TroubledObject } from '@groundwork/engine';
import { StateMark } from '../StateMark';
import { ApplicationLine } from './ApplicationLine';
import { WhyLine } from './WhyLine';
import styles from './SyncCard.module.css';

/** The health of an object, with a remark where it is not Argo CD's own word. */
function describeHealth({
  health,
  healthSource,
}: TroubledObject): string | undefined {
  return health && healthSource === 'computed'
    ? `${health} (computed here)`
    : health;
}

/** The applications folded under an environment, each with the objects that differ or are unwell. */
export function ApplicationList(props: {
  applications: readonly ApplicationStatus[];
}) {
  return (
    <ul className={styles.list}>
      {props.applications.map(application => (
        <li key={`${application.ref.cluster}/${application.ref.name}`}>
          <div className={styles.line}>
            <StateMark state={application.state} compact />
            <ApplicationLine application={application} />
            <span className={styles.native}>
              {application.native.join(' · ')}
            </span>
          </div>
          {application.why && application.state !== 'Progressing' && (
            <WhyLine verdict={application} url={application.url} />
          )}
          {application.warnings
            ?.filter(({ message }) => message !== application.why)
            .map(({ type, message }) => (
              <p key={`${type}/${message}`} className={styles.quiet}>
                Argo CD warns: {message}
              </p>
            ))}
          {application.troubled.length > 0 && (
            <ul className={styles.objects}>
              {application.troubled.map(object => (
                <li key={`${object.ref.kind}/${object.ref.name}`}>
                  <code>
                    {object.ref.kind}/{object.ref.name}
                  </code>{' '}
                  {[object.sync, describeHealth(object), object.message]
                    .filter(Boolean)
                    .join(' · ')}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}
