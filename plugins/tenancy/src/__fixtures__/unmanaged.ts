import type {
  CardViewBase,
  TenantStatusView,
} from '@groundwork/backstage-plugin-tenancy-common';
import { tenantStatus } from './statuses';

/** What the answers about an entity say that is no tenant's. */
export function unmanaged(
  entityRef = 'component:default/website',
): Pick<CardViewBase, 'tenant' | 'unmanaged'> {
  return {
    tenant: `unmanaged:${entityRef}`,
    unmanaged: { places: [{ cluster: 'spoke-dev', namespace: 'payments' }] },
  };
}

/** The status of such an entity: nothing in it rests on requests or Git. */
export function unmanagedStatus(
  overrides: Partial<TenantStatusView> = {},
): TenantStatusView {
  return tenantStatus({
    ...unmanaged(),
    links: { argocd: {} },
    ...overrides,
  });
}
