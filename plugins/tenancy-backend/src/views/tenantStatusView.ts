import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import type {
  DriftSummary,
  PromotionStatus,
  SyncStatus,
} from '@groundwork/engine';
import type { Viewer } from '../access/Viewer';
import type { TenantEntry } from '../tenants/TenantDirectory';
import type { Tenancy } from '../Tenancy';
import { shortDifference } from './differencesView';
import { driftSummaries } from './driftSummaries';
import { foreignTo } from './foreignTo';
import { redactNetwork } from './redactNetwork';
import { statusIn } from './statusIn';
import { tenantCauses } from './tenantCauses';
import { environmentStates, reportOnlyOf } from './tenantSummary';
import { viewBase } from './viewBase';

/**
 * Everything that the cards of a tenant show, with the sources it rests on, what is wrong by cause and what changed before it, for a
 * caller who may read these tenants: of all environments, or of one.
 */
export async function tenantStatusView(
  tenancy: Tenancy,
  tenant: TenantEntry,
  viewer: Viewer,
  { environment }: { environment?: string } = {},
): Promise<TenantStatusView> {
  const { access, directory, statuses, timeline } = tenancy;
  const readable = await access.readableNames(viewer);
  const drift = await driftSummaries(tenancy, tenant, viewer);
  const { sync, at, ...status } = await statuses.of(tenant);
  const network = redactNetwork(
    status.network,
    foreignTo({ directory }, tenant, readable),
  );
  const base = viewBase(tenancy, tenant, { sync, at });
  const causes = await statuses.causes(tenant, network, base.sources);
  const cards = {
    sync,
    network,
    secrets: await statuses.card(tenant, 'secrets'),
    workloads: await statuses.card(tenant, 'workloads'),
    quota: await statuses.card(tenant, 'quota'),
    sources: base.sources,
  };
  const differences = tenancy.differences.last(tenant);
  const promotions = await tenancy.promotions.ofTenant(tenant);
  const shown = { sync: withNotes(sync, drift, promotions), network };
  const only = environment === undefined ? {} : { environment };
  const view: TenantStatusView = {
    ...base,
    ...(tenant.owner ? { owner: tenant.owner } : {}),
    ...(tenant.tier ? { tier: tenant.tier } : {}),
    ...reportOnlyOf(tenancy.platform, tenant),
    environments: environmentStates(tenant, cards, causes),
    ...shown,
    ...(differences ? { differences: differences.map(shortDifference) } : {}),
    ...(await timeline.troubles(tenancy, tenant, readable, shown)),
    ...(await tenantCauses(tenancy, tenant, readable, { network, ...only })),
  };
  return environment === undefined ? view : statusIn(view, environment);
}

function withNotes(
  sync: SyncStatus,
  drift: ReadonlyMap<string, DriftSummary>,
  promotions: ReadonlyMap<string, PromotionStatus>,
): SyncStatus {
  return {
    ...sync,
    environments: sync.environments.map(row => {
      const summary = drift.get(row.environment);
      const promotion = promotions.get(row.environment);
      return {
        ...row,
        ...(summary ? { drift: summary } : {}),
        ...(promotion ? { promotion } : {}),
      };
    }),
  };
}
