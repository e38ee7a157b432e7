import { Card, CardBody, CardHeader, Flex, Link, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntityTenantStatus, useTenantLink } from '../../hooks';
import { plainReason } from '../../status';
import { tenancyTranslationRef } from '../../translations';
import { Freshness } from '../LiveCard';
import { WhereShown } from '../EntityCards/WhereShown';
import { LoadingLines, QueryProblem } from '../QueryState';
import { StateMark } from '../StateMark';
import styles from './CompactCard.module.css';

/**
 * The tenant behind a component in a few lines: the state of each environment, the worst cause, and the way to its page; of a
 * component that is no tenant's, of its namespaces.
 */
export function CompactCard() {
  return (
    <WhereShown>
      <Lines />
    </WhereShown>
  );
}

function Lines() {
  const { t } = useTranslationRef(tenancyTranslationRef);
  const { data, error, answeredAt, refresh } = useEntityTenantStatus();
  const [cause] = (data?.causes ?? []).filter(each => !each.isWarning);
  return (
    <Card>
      <CardHeader>
        <h2 className={styles.title}>
          {t(data?.unmanaged ? 'compact.unmanaged' : 'compact.title')}
        </h2>
      </CardHeader>
      <CardBody>
        {!data && error && <QueryProblem error={error} onRetry={refresh} />}
        {!data && !error && <LoadingLines lines={3} />}
        {data && (
          <Flex direction="column" gap="2">
            {!data.unmanaged && <Name tenant={data.tenant} />}
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
                    plainReason(cause.text, t).text
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

function Name(props: { tenant: string }) {
  const { tenant } = props;
  const tenantLink = useTenantLink();
  return tenantLink ? (
    <Link href={tenantLink({ tenant })} weight="bold">
      {tenant}
    </Link>
  ) : (
    <Text weight="bold">{tenant}</Text>
  );
}
