import type { TenantSummary } from '@groundwork/backstage-plugin-tenancy-common';
import { cleanMessage, plainReason, shortOwner } from '../../status';
import { useTexts } from '../../translations';
import { StateMark } from '../StateMark';
import { TenantLink } from './TenantLink';
import styles from './EstatePage.module.css';

/** One tenant of the estate: its worst state, its owner, a mark for each environment, and why. */
export function TenantRow(props: { tenant: TenantSummary }) {
  const { tenant } = props;
  const t = useTexts();
  return (
    <div className={styles.row}>
      <span className={styles.state}>
        <StateMark state={tenant.state} />
      </span>
      <span className={styles.name}>
        <TenantLink tenant={tenant.name} weight="bold" />
        {tenant.owner && (
          <span className={styles.owner}>{shortOwner(tenant.owner)}</span>
        )}
      </span>
      <span className={styles.marks}>
        {tenant.environments.map(environment => (
          <span key={environment.name} className={styles.environment}>
            <StateMark
              state={environment.state}
              word={`${environment.name}: ${t(`states.${environment.state}`)}`}
              compact
            />
            <span aria-hidden="true">{environment.name}</span>
          </span>
        ))}
      </span>
      <span className={styles.why} title={cleanMessage(tenant.why)}>
        {tenant.reportOnly && (
          <span className={styles.quiet}>{t('header.reportOnly')} </span>
        )}
        {plainReason(tenant.why, t).text}
      </span>
    </div>
  );
}
