import { Text } from '@backstage/ui';
import type { EnvironmentEvents } from '@groundwork/backstage-plugin-tenancy-common';
import type { EventLine, ObjectEvents } from '@groundwork/engine';
import type { CardSubject } from '../../api';
import { useEvents } from '../../hooks';
import { cleanMessage } from '../../status';
import { useTexts } from '../../translations';
import { Disclosure } from '../Disclosure';
import { LoadingLines, QueryProblem } from '../QueryState';
import { RelativeTime } from '../RelativeTime';
import { StateIcon } from '../StateMark';
import styles from '../StatusRows/StatusRows.module.css';

/** Events of the last hour by object, which are asked for when they are opened. */
export function RecentEvents(props: { subject: CardSubject }) {
  const t = useTexts();
  return (
    <Disclosure
      summary={
        <span className={styles.quiet}>{t('workloads.events.title')}</span>
      }
    >
      <EventList subject={props.subject} />
    </Disclosure>
  );
}

function EventList(props: { subject: CardSubject }) {
  const { data, error, refresh } = useEvents(props.subject);
  const t = useTexts();
  if (!data) {
    return error ? (
      <QueryProblem error={error} onRetry={refresh} />
    ) : (
      <LoadingLines />
    );
  }
  const told = data.environments.filter(
    ({ objects, problem, isCut }) => objects.length > 0 || problem || isCut,
  );
  return told.length === 0 ? (
    <Text as="p" color="secondary">
      {t('workloads.events.none')}
    </Text>
  ) : (
    <>
      {told.map(each => (
        <Environment key={each.environment} events={each} />
      ))}
    </>
  );
}

function Environment(props: { events: EnvironmentEvents }) {
  const { environment, objects, problem, isCut } = props.events;
  const t = useTexts();
  return (
    <section aria-label={t('workloads.events.of', { environment })}>
      <h4 className={styles.heading}>{environment}</h4>
      {problem && (
        <p className={styles.quiet}>
          <StateIcon state="Unknown" size={12} /> {problem}
        </p>
      )}
      {isCut && <p className={styles.quiet}>{t('workloads.events.cut')}</p>}
      <ul className={styles.problems}>
        {objects.map(object => (
          <ObjectLines key={`${object.kind}/${object.name}`} object={object} />
        ))}
      </ul>
    </section>
  );
}

function ObjectLines(props: { object: ObjectEvents }) {
  const { kind, name, workload, lines } = props.object;
  const t = useTexts();
  return (
    <li>
      <code>
        {kind}/{name}
      </code>
      {workload && (
        <span className={styles.quiet}>
          {' '}
          {t('workloads.events.ofWorkload', {
            kind: workload.kind,
            name: workload.name,
          })}
        </span>
      )}
      <ul className={styles.problems}>
        {lines.map(line => (
          <li key={`${line.type} ${line.reason}`}>
            <Line line={line} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function Line(props: { line: EventLine }) {
  const { type, reason, message, count, last } = props.line;
  const t = useTexts();
  return (
    <>
      {type === 'Warning' && <strong>{t('workloads.events.warning')} </strong>}
      {count > 1
        ? t('workloads.events.times', { reason, total: String(count) })
        : reason}{' '}
      <RelativeTime at={last} />
      {message && `: ${cleanMessage(message)}`}
    </>
  );
}
