import { useRouteRef } from '@backstage/core-plugin-api';
import type { CauseCard } from '@groundwork/engine';
import { tenantRouteRef } from '../../routes';

/** The tab of a tenant's page that shows a card in full; cards without one stand on the first. */
const TABS: Partial<Record<CauseCard | 'changes', string>> = {
  workloads: 'workloads',
  secrets: 'secrets',
  quota: 'quota',
  network: 'network',
  changes: 'changes',
};

/** Makes addresses of the cards of a tenant, from any page. */
export function useCauseHref(
  tenant: string,
): (card: CauseCard | 'changes') => string {
  const page = useRouteRef(tenantRouteRef);
  return card => {
    const tab = TABS[card];
    return `${page?.({ tenant }) ?? ''}${tab ? `?tab=${tab}` : ''}`;
  };
}
