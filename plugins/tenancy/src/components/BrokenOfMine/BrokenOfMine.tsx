import { Flex, Link, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  useEstateLink,
  useOwnership,
  useTenantLink,
  useTenants,
} from '../../hooks';
import { cleanMessage, plainReason } from '../../status';
import { tenancyTranslationRef } from '../../translations';
import { Freshness } from '../LiveCard';
import { LoadingLines, NoTenant, QueryProblem } from '../QueryState';
import { StateMark } from '../StateMark';
import { brokenOf } from './brokenOf';
import styles from './BrokenOfMine.module.css';

/** Of more tenants in trouble the others are counted. */
const SHOWN = 6;

/**
 * What is broken of the user's own tenants, worst first, for a home page; one quiet line when nothing is.
 *
 * @public
 */
export function BrokenOfMine() {
  const { t } = useTranslationRef(tenancyTranslationRef);
  const { data, error, answeredAt, refresh } = useTenants();
  const ownership = useOwnership();
  const estate = useEstateLink();
  const tenantLink = useTenantLink();
  if (!data || ownership.isLoading) {
    return error ? (
      <QueryProblem error={error} onRetry={refresh} />
    ) : (
      <LoadingLines lines={3} />
    );
  }
  const { mine, broken } = brokenOf(data.items, ownership.data);
  if (mine.length === 0) {
    return <NoTenant denied={data.denied} />;
  }
  const further = broken.length - SHOWN;
  return (
    <div className={styles.box}>
      {broken.length === 0 ? (
        <Text as="p" color="secondary">
          {t('home.well', { count: mine.length })}
        </Text>
      ) : (
        <ul className={styles.list} aria-label={t('home.title')}>
          {broken.slice(0, SHOWN).map(({ name, state, why, environments }) => (
            <li key={name} className={styles.item}>
              <StateMark state={state} compact />
              <div className={styles.text}>
                <Flex gap="2" align="baseline" style={{ flexWrap: 'wrap' }}>
                  {tenantLink ? (
                    <Link href={tenantLink({ tenant: name })} weight="bold">
                      {name}
                    </Link>
                  ) : (
                    <Text weight="bold">{name}</Text>
                  )}
                  <span className={styles.quiet}>
                    {environments.join(', ')}
                  </span>
                </Flex>
                <span title={cleanMessage(why)}>
                  {plainReason(why, t).text}
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
      {further > 0 && estate && (
        <Link href={estate}>{t('home.more', { count: further })}</Link>
      )}
      <div className={styles.quiet}>
        <Freshness
          sources={data.sources}
          error={error}
          answeredAt={answeredAt}
        />
      </div>
    </div>
  );
}
