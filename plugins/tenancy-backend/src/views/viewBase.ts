import type { CardViewBase } from '@groundwork/backstage-plugin-tenancy-common';
import type { GitRepositories } from '@groundwork/backstage-plugin-tenancy-node';
import {
  argocdDelivery,
  type Delivery,
  deliveryOf,
  type Environment,
  type Platform,
  type SourceState,
  type SyncStatus,
  tenantRequestPath,
} from '@groundwork/engine';
import type { LiveSnapshot } from '../clusters';
import type { GitTrees } from '../git/GitTrees';
import type { TenantEntry } from '../tenants/TenantDirectory';

/** What names the sources of an answer. */
interface SourceParts {
  platform: Platform;
  snapshot: Pick<LiveSnapshot, 'sources'>;
  trees: Pick<GitTrees, 'sources' | 'repository'>;
}

/** What makes links. */
interface LinkParts {
  platform: Platform;
  git: Pick<GitRepositories, 'fileUrl'>;
}

/** What all cards of a tenant say: the sources that they rest on with their age, and the ways to them. */
export function viewBase(
  tenancy: SourceParts & LinkParts,
  tenant: TenantEntry,
  { sync, at }: { sync: SyncStatus; at: number },
): CardViewBase {
  const sources = sourcesOf(tenancy, tenant);
  const ages = sources.flatMap(({ kind, asOf }) =>
    kind === 'cluster' && asOf !== undefined ? [asOf] : [],
  );
  return {
    tenant: tenant.name,
    sources,
    asOf: ages.length > 0 ? Math.min(...ages) : at,
    links: linksOf(tenancy, tenant, sync),
  };
}

/** The clusters that the tenant has to do with, and Git. */
export function sourcesOf(
  { platform, snapshot, trees }: SourceParts,
  tenant: TenantEntry,
): SourceState[] {
  return [
    ...snapshot.sources(clustersOf(platform, [tenant])),
    ...trees.sources(tenant.name),
  ];
}

/** The clusters that these tenants are on, and those of what deploys them. */
export function clustersOf(
  { environments }: SourceParts['platform'],
  tenants: readonly TenantEntry[],
): Set<string> {
  const names = new Set(
    tenants.flatMap(tenant => tenant.environments.map(({ name }) => name)),
  );
  return new Set(
    environments
      .filter(({ name }) => names.has(name))
      .flatMap(({ cluster, argocd }) => [cluster, argocd.cluster]),
  );
}

function linksOf(
  { platform, git }: LinkParts,
  tenant: TenantEntry,
  sync: SyncStatus,
): CardViewBase['links'] {
  const found = sync.environments.flatMap(({ environment, applications }) => {
    const own = applications.find(
      ({ layer, url }) => layer === 'tenant' && url !== undefined,
    );
    const configured = platform.environments.find(
      each => each.name === environment,
    );
    if (!configured) {
      return [];
    }
    const by = deliveryOf(platform, configured) ?? argocdDelivery;
    // What a request makes has its page before it is there.
    const expected = tenant.request && pageOf(by, configured, tenant.name);
    const url = own?.url ?? expected;
    return url ? [{ environment, title: by.title, url, by }] : [];
  });
  const others = found
    .filter(({ by }) => by !== argocdDelivery)
    .map(({ by: _, ...link }) => link);
  return {
    ...(tenant.request
      ? {
          git: git.fileUrl(
            platform.repository.platform,
            tenantRequestPath(tenant.name, platform.layout),
          ),
        }
      : {}),
    argocd: Object.fromEntries(
      found
        .filter(({ by }) => by === argocdDelivery)
        .map(({ environment, url }) => [environment, url]),
    ),
    ...(others.length > 0 ? { delivery: others } : {}),
  };
}

/** The page that a delivery names; a link is not worth a card. */
function pageOf(
  { url }: Delivery,
  environment: Environment,
  tenant: string,
): string | undefined {
  try {
    return url?.(environment, tenant);
  } catch {
    return undefined;
  }
}
