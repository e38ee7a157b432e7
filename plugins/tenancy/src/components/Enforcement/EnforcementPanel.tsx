import { Text } from '@backstage/ui';
import type { Enforcement, EnvironmentEnforcement } from '@groundwork/engine';
import { useEnforcement } from '../../hooks';
import { type Texts, useTexts } from '../../translations';
import { Disclosure } from '../Disclosure';
import { Freshness } from '../LiveCard';
import { LoadingLines, QueryProblem } from '../QueryState';
import { StateMark } from '../StateMark';
import surface from '../../styles/surface.module.css';
import styles from './Enforcement.module.css';
import { EnforcementDetails } from './EnforcementDetails';
import { findingsOf, stateOf } from './findingsOf';

/** What would change for a tenant that is reported only, environment by environment. */
export function EnforcementPanel(props: { tenant: string }) {
  const { tenant } = props;
  const t = useTexts();
  const { data, error, answeredAt, refresh } = useEnforcement(tenant);
  return (
    <section
      aria-label={t('enforcement.title')}
      className={`${styles.card} ${surface.surface}`}
    >
      <Text as="h2" variant="title-x-small" weight="bold">
        {t('enforcement.title')}
      </Text>
      <p className={styles.text}>{t('enforcement.text')}</p>
      {!data && error && <QueryProblem error={error} onRetry={refresh} />}
      {!data && !error && <LoadingLines lines={3} />}
      {data && (
        <>
          <ul className={styles.list}>
            {data.enforcement.environments.map(found => (
              <li key={`${found.environment} ${found.namespace}`}>
                <Disclosure
                  summary={
                    <span className={styles.row}>
                      <strong>{placeOf(found, data.enforcement)}</strong>
                      <StateMark state={stateOf(found)} word={word(found, t)} />
                    </span>
                  }
                >
                  <EnforcementDetails found={found} />
                </Disclosure>
              </li>
            ))}
            {data.enforcement.problems.map(({ environment, why }) => (
              <li key={`${environment} ${why}`} className={styles.row}>
                <strong>{environment}</strong>
                <StateMark state="Unknown" word={why} />
              </li>
            ))}
          </ul>
          <Freshness
            sources={data.sources}
            error={error}
            answeredAt={answeredAt}
          />
        </>
      )}
    </section>
  );
}

/** The environment, and the namespace where it has several of the tenant. */
function placeOf(
  { environment, namespace }: EnvironmentEnforcement,
  { environments }: Enforcement,
): string {
  const alike = environments.filter(each => each.environment === environment);
  return alike.length > 1 ? `${environment} · ${namespace}` : environment;
}

function word(found: EnvironmentEnforcement, t: Texts): string {
  const count = findingsOf(found);
  if (count > 0) {
    return t('enforcement.findings', { count });
  }
  return found.notKnown.length > 0
    ? t('enforcement.notKnown')
    : t('enforcement.ready');
}
