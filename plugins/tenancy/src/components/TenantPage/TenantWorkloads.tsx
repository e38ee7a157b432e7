import { useWorkloads } from '../../hooks';
import { WorkloadsCard } from '../WorkloadsCard';

/** The tab with the workloads of a tenant, which is asked for when it is opened. */
export function TenantWorkloads(props: { tenant: string }) {
  return <WorkloadsCard status={useWorkloads(props)} />;
}
