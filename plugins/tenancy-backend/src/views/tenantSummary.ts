import type { TenantSummary } from '@groundwork/backstage-plugin-tenancy-common';
import {
  type Cause,
  environmentState,
  isReportOnly,
  type Platform,
  type TenantCards,
  tenantState,
} from '@groundwork/engine';
import type { TenantEntry } from '../tenants/TenantDirectory';

/** Of more images the others are not searched for. */
const MAX_IMAGES = 50;

/**
 * A tenant in one line, and one for each of its environments.
 */
export function tenantSummary(
  tenant: TenantEntry,
  cards: TenantCards,
  causes: readonly Cause[],
  platform: Pick<Platform, 'reportOnly'>,
): TenantSummary {
  const { sync, network } = cards;
  const hostnames = [
    ...new Set(network.routes.flatMap(route => route.hostnames)),
  ].sort();
  const images = [
    ...new Set(
      sync.environments.flatMap(({ applications }) =>
        applications.flatMap(application => application.images ?? []),
      ),
    ),
  ].sort();
  const environments = environmentStates(tenant, cards, causes);
  return {
    name: tenant.name,
    ...(tenant.owner ? { owner: tenant.owner } : {}),
    ...(tenant.tier ? { tier: tenant.tier } : {}),
    ...reportOnlyOf(platform, tenant),
    ...(hostnames.length > 0 ? { hostnames } : {}),
    ...(images.length > 0 ? { images: images.slice(0, MAX_IMAGES) } : {}),
    ...tenantState(environments, cards, causes),
    environments,
  };
}

/** A tenant that was not looked at yet. */
export function unseenSummary(
  tenant: TenantEntry,
  platform: Pick<Platform, 'reportOnly'>,
): TenantSummary {
  const unseen = { state: 'Unknown', why: 'was not looked at yet' } as const;
  return {
    name: tenant.name,
    ...(tenant.owner ? { owner: tenant.owner } : {}),
    ...(tenant.tier ? { tier: tenant.tier } : {}),
    ...reportOnlyOf(platform, tenant),
    ...unseen,
    environments: tenant.environments.map(each => ({ ...each, ...unseen })),
  };
}

/** How each environment of a tenant is, in the words of what is wrong there. */
export function environmentStates(
  { environments }: Pick<TenantEntry, 'environments'>,
  cards: TenantCards,
  causes: readonly Cause[],
): TenantSummary['environments'] {
  return environments.map(environment => ({
    ...environment,
    ...environmentState(environment.name, cards, causes),
  }));
}

/** Whether the tenant is held to nothing yet, for a view. */
export function reportOnlyOf(
  platform: Pick<Platform, 'reportOnly'>,
  { name }: Pick<TenantEntry, 'name'>,
): { reportOnly?: true } {
  return isReportOnly({ platform, tenant: name }) ? { reportOnly: true } : {};
}
