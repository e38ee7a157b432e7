import { useQuota } from '../../hooks';
import { QuotaCard } from '../QuotaCard';

/** The tab with the quotas of a tenant, which is asked for when it is opened. */
export function TenantQuota(props: { tenant: string }) {
  return <QuotaCard status={useQuota(props)} open />;
}
