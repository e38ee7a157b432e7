import type { TenantPlacesView } from '@groundwork/backstage-plugin-tenancy-common';
import type { LiveSnapshot } from '../clusters';
import type { TenantEntry } from '../tenants/TenantDirectory';

/** Where tenants are, with the clusters that nobody has read yet: what was kept of them may lack some. */
export function tenantPlacesView(
  tenants: readonly TenantEntry[],
  snapshot: Pick<LiveSnapshot, 'isRestored' | 'sources'>,
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
    silentClusters: snapshot
      .sources()
      .filter(({ kind }) => kind === 'cluster')
      .flatMap(({ source, asOf, problem }) => {
        const cluster = source.replace(/^cluster /, '');
        return asOf === undefined ||
          problem?.unknown === 'notWatched' ||
          snapshot.isRestored({ cluster, group: '', kind: 'Namespace' })
          ? [cluster]
          : [];
      }),
  };
}
