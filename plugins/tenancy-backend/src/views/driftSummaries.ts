import { type DriftSummary, driftSummary } from '@groundwork/engine';
import type { Viewer } from '../access/Viewer';
import type { Tenancy } from '../Tenancy';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { redactDrift } from './redactDrift';

/** The drift of a tenant in short, by environment, for a caller who may read it. */
export async function driftSummaries(
  { drift }: Pick<Tenancy, 'drift'>,
  tenant: TenantEntry,
  viewer: Viewer,
): Promise<ReadonlyMap<string, DriftSummary>> {
  const isOwner = ownsTenant(viewer, tenant);
  const found = new Map<string, DriftSummary>();
  await Promise.all(
    tenant.environments.map(async ({ name }) => {
      const report = await drift.soon(tenant.name, name);
      const summary = report && driftSummary(report);
      if (summary) {
        const first = redactDrift(summary.first, isOwner);
        found.set(name, { ...summary, first });
      }
    }),
  );
  return found;
}

/** Whether the caller is of the tenant's own team, rather than who runs the platform. */
export function ownsTenant(viewer: Viewer, { owner }: TenantEntry): boolean {
  return owner !== undefined && viewer.claims.has(owner);
}
