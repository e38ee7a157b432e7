import { Flex, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EstateCause } from '@groundwork/backstage-plugin-tenancy-common';
import { tenancyTranslationRef } from '../../translations';
import { ExportButtons } from '../DataTable';
import { Disclosure } from '../Disclosure';
import { Reason } from '../Reason';
import { ClockTime } from '../Changes/ClockTime';
import { StateMark } from '../StateMark';
import { TenantLink } from './TenantLink';
import styles from './EstatePage.module.css';
import surface from '../../styles/surface.module.css';

/** Of more tenants the others are folded away. */
const SHOWN = 6;

/** What is wrong, one row a cause, with the tenants that it hits and whose turn it is. */
export function CauseRows(props: { causes: readonly EstateCause[] }) {
  const { causes } = props;
  const { t } = useTranslationRef(tenancyTranslationRef);
  return (
    <Flex direction="column" gap="3">
      <ul
        className={`${styles.causes} ${surface.surface}`}
        aria-label={t('causes.label')}
      >
        {causes.map(cause => (
          <li key={cause.key} className={styles.cause}>
            <StateMark state={cause.state} compact />
            <div className={styles.causeText}>
              <Reason text={cause.text} />
              <TenantLinks cause={cause} />
            </div>
            <span className={styles.causeFacts}>
              <strong>{t('estate.tenants', { count: cause.count })}</strong>
              <span>{cause.environments.join(', ')}</span>
              {cause.since !== undefined && (
                <span>
                  {t('causes.since')} <ClockTime at={cause.since} withDate />
                </span>
              )}
              {cause.fixableBy && (
                <span>{t(`causes.turns.${cause.fixableBy}`)}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
      <ExportButtons
        fileName="causes"
        items={() => causes}
        columns={[
          { id: 'state', text: each => each.state },
          { id: 'cause', text: each => each.text },
          { id: 'fixableBy', text: each => each.fixableBy },
          { id: 'environments', text: each => each.environments.join(' ') },
          { id: 'count', text: each => each.count },
          { id: 'tenants', text: each => each.tenants.join(' ') },
          {
            id: 'since',
            text: ({ since }) =>
              since === undefined ? '' : new Date(since).toISOString(),
          },
        ]}
      />
    </Flex>
  );
}

function TenantLinks(props: { cause: EstateCause }) {
  const { tenants, count } = props.cause;
  const { t } = useTranslationRef(tenancyTranslationRef);
  const further = tenants.slice(SHOWN);
  const untold = count - tenants.length;
  return (
    <>
      <Names names={tenants.slice(0, SHOWN)} />
      {count > SHOWN && (
        <Disclosure
          summary={
            <Text variant="body-small" color="secondary">
              {t('causes.more', { further: String(count - SHOWN) })}
            </Text>
          }
        >
          <Names names={further} />
          {untold > 0 && (
            <Text as="p" variant="body-small" color="secondary">
              {t('causes.more', { further: String(untold) })}
            </Text>
          )}
        </Disclosure>
      )}
    </>
  );
}

function Names(props: { names: readonly string[] }) {
  return (
    <span className={styles.names}>
      {props.names.map(tenant => (
        <TenantLink key={tenant} tenant={tenant} variant="body-small" />
      ))}
    </span>
  );
}
