import type { TenantSummary } from '@groundwork/backstage-plugin-tenancy-common';
import type { State } from '@groundwork/engine';
import { severityRank } from '@groundwork/engine/model';

/** What the estate page shows. Empty sets show everything. */
export interface TenantFilter {
  text: string;
  states: ReadonlySet<State>;
  environments: ReadonlySet<string>;
  /** Only tenants that are not held to anything yet. */
  reportOnly?: boolean;
}

/** Shows everything. */
export const NO_FILTER: TenantFilter = {
  text: '',
  states: new Set(),
  environments: new Set(),
};

/** Whether a filter leaves anything out. */
export function isFiltering(filter: TenantFilter): boolean {
  return (
    filter.text.trim() !== '' ||
    filter.states.size > 0 ||
    filter.environments.size > 0 ||
    filter.reportOnly === true
  );
}

/** Made once for each tenant of an answer: who types searches thousands with each key. */
const texts = new WeakMap<TenantSummary, string>();

function searchText(tenant: TenantSummary): string {
  const known = texts.get(tenant);
  if (known !== undefined) {
    return known;
  }
  const text = [
    tenant.name,
    tenant.owner ?? '',
    ...(tenant.hostnames ?? []),
    ...(tenant.images ?? []),
    ...tenant.environments.map(({ namespace }) => namespace),
  ]
    .join('\n')
    .toLocaleLowerCase('en-US');
  texts.set(tenant, text);
  return text;
}

const byName = new Intl.Collator('en', { numeric: true });

/** The state that counts under a filter of environments: the worst among those chosen. */
function stateUnder(
  tenant: TenantSummary,
  environments: ReadonlySet<string>,
): State | undefined {
  if (environments.size === 0) {
    return tenant.state;
  }
  return tenant.environments
    .filter(({ name }) => environments.has(name))
    .map(({ state }) => state)
    .sort((a, b) => severityRank(a) - severityRank(b))[0];
}

/** The tenants that match, by trouble and then by name. */
export function filterTenants(
  tenants: readonly TenantSummary[],
  filter: TenantFilter,
): TenantSummary[] {
  const words = filter.text
    .toLocaleLowerCase('en-US')
    .split(/\s+/)
    .filter(Boolean);
  return tenants
    .map(tenant => ({ tenant, state: stateUnder(tenant, filter.environments) }))
    .filter(({ tenant, state }) => {
      if (!state || (filter.states.size > 0 && !filter.states.has(state))) {
        return false;
      }
      if (filter.reportOnly && !tenant.reportOnly) {
        return false;
      }
      if (words.length === 0) {
        return true;
      }
      const text = searchText(tenant);
      return words.every(word => text.includes(word));
    })
    .sort(
      (a, b) =>
        severityRank(a.state ?? a.tenant.state) -
          severityRank(b.state ?? b.tenant.state) ||
        byName.compare(a.tenant.name, b.tenant.name),
    )
    .map(({ tenant }) => tenant);
}
