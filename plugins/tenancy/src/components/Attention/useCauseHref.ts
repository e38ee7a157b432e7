import type { CauseCard } from '@groundwork/engine';
import { useTenantLink } from '../../hooks';
import { anchorOf } from '../Changes';

/** The tab of a tenant's page that shows a card in full; cards without one stand on the first. */
const TABS: Partial<Record<CauseCard | 'changes', string>> = {
  workloads: 'workloads',
  secrets: 'secrets',
  quota: 'quota',
  network: 'network',
  changes: 'changes',
};

/**
 * Makes addresses of the cards of a tenant, and of changes in its timeline, from any page; undefined in an app that has no page of
 * tenants, and of what is no tenant.
 */
export function useCauseHref(
  tenant: string | undefined,
): (
  card: CauseCard | 'changes',
  change?: { id: string },
) => string | undefined {
  const page = useTenantLink();
  return (card, change) => {
    const tab = TABS[card];
    const hash = change ? `#${anchorOf(change)}` : '';
    return page && tenant !== undefined
      ? `${page({ tenant })}${tab ? `?tab=${tab}` : ''}${hash}`
      : undefined;
  };
}
