import type { Cause, SourceState, TenantCards } from '@groundwork/engine';
import type { TenantDirectory, TenantEntry } from '../tenants/TenantDirectory';
import { redactNetwork } from '../views/redactNetwork';
import type { StatusCache } from './StatusCache';

/** What cards of many tenants are made from. */
export interface CardsWorld {
  directory: Pick<TenantDirectory, 'tenantOfNamespace'>;
  statuses: Pick<StatusCache, 'once' | 'cardOnce' | 'causesIn'>;
  /** The clusters that a tenant rests on. */
  sourcesOf: (tenant: TenantEntry) => readonly SourceState[];
}

/**
 * All cards of a tenant and what is wrong by cause, as its own team may read them, for who looks at all tenants one after the
 * other: nothing of it is kept. Others are let through in between.
 */
export async function ownCards(
  { directory, statuses, sourcesOf }: CardsWorld,
  tenant: TenantEntry,
): Promise<{ cards: TenantCards; causes: readonly Cause[] }> {
  const { sync, network } = await statuses.once(tenant);
  const secrets = await statuses.cardOnce(tenant, 'secrets');
  const quota = await statuses.cardOnce(tenant, 'quota');
  const workloads = await statuses.cardOnce(tenant, 'workloads');
  const own = redactNetwork(network, ({ cluster, namespace = '' }) => {
    const owner = directory.tenantOfNamespace(cluster, namespace);
    return owner !== undefined && owner !== tenant.name;
  });
  const sources = sourcesOf(tenant);
  const cards = { sync, network: own, secrets, quota, workloads, sources };
  return { cards, causes: await statuses.causesIn(cards) };
}
