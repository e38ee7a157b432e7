import type { TenantSummary } from '@groundwork/backstage-plugin-tenancy-common';

/** The tenants whose owner is one of the references a user owns by, in order of name. */
export function ownTenants(
  tenants: readonly TenantSummary[],
  ownershipEntityRefs: readonly string[],
): TenantSummary[] {
  const refs = new Set(
    ownershipEntityRefs.map(ref => ref.toLocaleLowerCase('en-US')),
  );
  return tenants
    .filter(({ owner }) => owner && refs.has(owner.toLocaleLowerCase('en-US')))
    .sort((a, b) => a.name.localeCompare(b.name));
}
