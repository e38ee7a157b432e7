import type { TenantPlacesView } from '@groundwork/backstage-plugin-tenancy-common';
import type { SourceState } from '@groundwork/engine';
import type { TenantEntry } from '../tenants/TenantDirectory';

/** Where tenants are, with the clusters that nobody has read yet. */
export function tenantPlacesView(
  tenants: readonly TenantEntry[],
  sources: readonly SourceState[],
): TenantPlacesView {
  return {
    items: tenants.map(({ name, owner, tier, environments }) => ({
      name,
      ...(owner ? { owner } : {}),
      ...(tier ? { tier } : {}),
      environments: environments.map(each => ({
        name: each.name,
        cluster: each.cluster,
        namespace: each.namespace,
      })),
    })),
    silentClusters: sources
      .filter(
        ({ kind, asOf, problem }) =>
          kind === 'cluster' &&
          (asOf === undefined || problem?.unknown === 'notWatched'),
      )
      .map(({ source }) => source.replace(/^cluster /, '')),
  };
}
