import type {
  TenantListView,
  TenantSummary,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { State } from '@groundwork/engine';

/** A tenant in two environments, all in the same state. */
export function tenantSummary(
  name: string,
  state: State = 'Healthy',
  overrides: Partial<TenantSummary> = {},
): TenantSummary {
  return {
    name,
    owner: `group:default/${name}`,
    tier: 'small',
    hostnames: [`${name}.example.com`],
    state,
    why: state === 'Healthy' ? '' : `prod of ${name} is ${state}`,
    environments: ['dev', 'prod'].map(environment => ({
      name: environment,
      cluster: `spoke-${environment}`,
      namespace: name,
      state,
      why: '',
    })),
    ...overrides,
  };
}

/** An answer of `GET /tenants`. */
export function tenantList(items: TenantSummary[]): TenantListView {
  return {
    items,
    sources: [
      { source: 'cluster spoke-dev', kind: 'cluster', asOf: Date.now() },
    ],
  };
}
