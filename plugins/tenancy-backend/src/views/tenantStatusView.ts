import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import type { DriftSummary, SyncStatus } from '@groundwork/engine';
import type { TenantEntry } from '../tenants/TenantDirectory';
import type { Tenancy } from '../Tenancy';
import { shortDifference } from './differencesView';
import { foreignTo } from './foreignTo';
import { redactNetwork } from './redactNetwork';
import { viewBase } from './viewBase';

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
  const isForeign = foreignTo(tenancy, tenant, readable);
  return {
    ...viewBase(tenancy, tenant, { sync, at }),
    ...(tenant.owner ? { owner: tenant.owner } : {}),
    ...(tenant.tier ? { tier: tenant.tier } : {}),
    sync: withDrift(sync, drift),
    network: redactNetwork(network, isForeign),
    ...(differences ? { differences: differences.map(shortDifference) } : {}),
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
