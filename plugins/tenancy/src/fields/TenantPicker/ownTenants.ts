import type { TenantSummary } from '@groundwork/backstage-plugin-tenancy-common';

/**
 * The tenants that a user may choose, in order of name: those whose owner is one of the references the user owns by.
 * The platform team sees every tenant and owns none; it may choose any.
 */
export function ownTenants(
  tenants: readonly TenantSummary[],
  ownershipEntityRefs: readonly string[],
): TenantSummary[] {
  const refs = new Set(
    ownershipEntityRefs.map(ref => ref.toLocaleLowerCase('en-US')),
  );
  const own = tenants.filter(
    ({ owner }) => owner && refs.has(owner.toLocaleLowerCase('en-US')),
  );
  return [...(own.length > 0 ? own : tenants)].sort((a, b) =>
    a.name.localeCompare(b.name),
  );
}
