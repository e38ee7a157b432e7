import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import type { NamespaceRow } from './NamespaceRows';

/** By tenant, its namespaces: of those that are not in Git with all of them, also those that are. */
export async function waitingTenants(
  rows: readonly NamespaceRow[],
): Promise<Map<string, NamespaceRow[]>> {
  const byTenant = new Map<string, NamespaceRow[]>();
  for (const row of rows) {
    if (row.tenant !== undefined && row.state !== 'system') {
      const own = byTenant.get(row.tenant);
      if (own) {
        own.push(row);
      } else {
        byTenant.set(row.tenant, [row]);
      }
    }
    await letOthers();
  }
  return new Map(
    [...byTenant].filter(([, own]) =>
      own.some(({ state }) => state === 'mapped'),
    ),
  );
}
