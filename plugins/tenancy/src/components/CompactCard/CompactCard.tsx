import { Card, CardBody, CardHeader, Flex, Link, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntityTenantStatus, useTenantLink } from '../../hooks';
import { plainReason } from '../../status';
import { tenancyTranslationRef } from '../../translations';
import { Freshness } from '../LiveCard';
import { LoadingLines, QueryProblem } from '../QueryState';
import { StateMark } from '../StateMark';
import styles from './CompactCard.module.css';

/** The tenant behind a component in a few lines: the state of each environment, the worst cause, and the way to its page. */
export function CompactCard() {
  const { t } = useTranslationRef(tenancyTranslationRef);
  const { data, error, answeredAt, refresh } = useEntityTenantStatus();
  const tenantLink = useTenantLink();
  const [cause] = (data?.causes ?? []).filter(each => !each.isWarning);
  return (
    <Card>
      <CardHeader>
        <h2 className={styles.title}>{t('compact.title')}</h2>
      </CardHeader>
      <CardBody>
        {!data && error && <QueryProblem error={error} onRetry={refresh} />}
        {!data && !error && <LoadingLines lines={3} />}
        {data && (
          <Flex direction="column" gap="2">
            {tenantLink ? (
              <Link href={tenantLink({ tenant: data.tenant })} weight="bold">
                {data.tenant}
              </Link>
            ) : (
              <Text weight="bold">{data.tenant}</Text>
            )}
            <ul className={styles.environments}>
              {data.environments.map(({ name, state }) => (
                <li key={name}>
                  {name} <StateMark state={state} />
                </li>
              ))}
            </ul>
            <p className={styles.line}>
              {cause
                ? `${cause.environments.join(', ')}: ${
                    plainReason(cause.text).text
                  }`
                : t('attention.well')}
            </p>
            <div className={styles.foot}>
              <Freshness
                sources={data.sources}
                error={error}
                answeredAt={answeredAt}
              />
            </div>
          </Flex>
        )}
      </CardBody>
    </Card>
  );
}
