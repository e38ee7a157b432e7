import type { TenantSummary } from '@groundwork/backstage-plugin-tenancy-common';
import type { TenantStatus } from '../status/StatusCache';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { worst } from './worst';

/** Of more images the others are not searched for. */
const MAX_IMAGES = 50;

/**
 * A tenant in one line, and one for each of its environments.
 */
export function tenantSummary(
  tenant: TenantEntry,
  { sync, network }: TenantStatus,
): TenantSummary {
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
  return {
    name: tenant.name,
    ...(tenant.owner ? { owner: tenant.owner } : {}),
    ...(tenant.tier ? { tier: tenant.tier } : {}),
    ...(hostnames.length > 0 ? { hostnames } : {}),
    ...(images.length > 0 ? { images: images.slice(0, MAX_IMAGES) } : {}),
    ...worst([sync, network]),
    environments: tenant.environments.map(environment => ({
      ...environment,
      ...worst([
        ...sync.environments.filter(
          each => each.environment === environment.name,
        ),
        ...network.routes.filter(each => each.environment === environment.name),
      ]),
    })),
  };
}
