import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { Tenancy } from '../Tenancy';
import { registerGetRequest } from './registerGetRequest';
import { registerGetTenantStatus } from './registerGetTenantStatus';
import { registerListChanges } from './registerListChanges';
import { registerListTenants } from './registerListTenants';
import { registerPreviewRequest } from './registerPreviewRequest';

/**
 * Offers what only reads as actions, for assistants and other plugins. Callers see what the HTTP API would show them.
 */
export function registerActions(
  registry: ActionsRegistryService,
  tenancy: Tenancy,
): void {
  registerListTenants(registry, tenancy);
  registerGetTenantStatus(registry, tenancy);
  registerListChanges(registry, tenancy);
  registerGetRequest(registry, tenancy);
  registerPreviewRequest(registry, tenancy);
}
