import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import {
  argocdDelivery,
  type Delivery,
  deliveryOf,
  type Environment,
  type DriftSummary,
  type ObjectRef,
  type SourceState,
  type SyncStatus,
  tenantRequestPath,
} from '@groundwork/engine';
import type { TenantEntry } from '../tenants/TenantDirectory';
import type { Tenancy } from '../Tenancy';
import { shortDifference } from './differencesView';
import { redactNetwork } from './redactNetwork';

/**
 * Everything that the cards of a tenant show, with the sources it rests on, for a caller who may read these tenants.
 */
export function tenantStatusView(
  tenancy: Pick<
    Tenancy,
    | 'platform'
    | 'statuses'
    | 'differences'
    | 'snapshot'
    | 'trees'
    | 'git'
    | 'directory'
  >,
  tenant: TenantEntry,
  readable: ReadonlySet<string>,
  drift: ReadonlyMap<string, DriftSummary>,
): TenantStatusView {
  const { sync, network, at } = tenancy.statuses.of(tenant);
  const differences = tenancy.differences.last(tenant);
  const isForeign = ({ cluster, namespace }: ObjectRef) => {
    const owner = tenancy.directory.tenantOfNamespace(cluster, namespace ?? '');
    if (owner !== undefined) {
      return !readable.has(owner);
    }
    // Whose a namespace is that nobody could read is not known, so it counts as another team's.
    return (
      namespace !== undefined &&
      !tenancy.directory.knowsNamespaces(cluster) &&
      !tenant.environments.some(
        each => each.cluster === cluster && each.namespace === namespace,
      )
    );
  };
  const sources = sourcesOf(tenancy, tenant);
  const ages = sources.flatMap(({ kind, asOf }) =>
    kind === 'cluster' && asOf !== undefined ? [asOf] : [],
  );
  return {
    tenant: tenant.name,
    ...(tenant.owner ? { owner: tenant.owner } : {}),
    ...(tenant.tier ? { tier: tenant.tier } : {}),
    sync: withDrift(sync, drift),
    network: redactNetwork(network, isForeign),
    ...(differences ? { differences: differences.map(shortDifference) } : {}),
    sources,
    asOf: ages.length > 0 ? Math.min(...ages) : at,
    links: linksOf(tenancy, tenant, sync),
  };
}

function withDrift(
  sync: SyncStatus,
  drift: ReadonlyMap<string, DriftSummary>,
): SyncStatus {
  return {
    ...sync,
    environments: sync.environments.map(row => {
      const summary = drift.get(row.environment);
      return summary ? { ...row, drift: summary } : row;
    }),
  };
}

/** The clusters that the tenant has to do with, and Git. */
function sourcesOf(
  {
    platform,
    snapshot,
    trees,
  }: Pick<Tenancy, 'platform' | 'snapshot' | 'trees'>,
  tenant: TenantEntry,
): SourceState[] {
  const names = tenant.environments.map(({ name }) => name);
  const clusters = new Set(
    platform.environments
      .filter(({ name }) => names.includes(name))
      .flatMap(({ cluster, argocd }) => [cluster, argocd.cluster])
      .map(cluster => `cluster ${cluster}`),
  );
  return [
    ...snapshot.sources().filter(({ source }) => clusters.has(source)),
    ...trees.sources(),
  ];
}

function linksOf(
  { platform, git }: Pick<Tenancy, 'platform' | 'git'>,
  tenant: TenantEntry,
  sync: SyncStatus,
): TenantStatusView['links'] {
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
            tenantRequestPath(tenant.name),
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
