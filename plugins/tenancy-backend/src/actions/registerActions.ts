import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { Tenancy } from '../Tenancy';
import { registerActOnTenant } from './registerActOnTenant';
import { registerChangeRequest } from './registerChangeRequest';
import { registerDeployVersion } from './registerDeployVersion';
import { registerGetRequest } from './registerGetRequest';
import { registerGetTenantStatus } from './registerGetTenantStatus';
import { registerListChanges } from './registerListChanges';
import { registerListFixes } from './registerListFixes';
import { registerListTenants } from './registerListTenants';
import { registerPreviewRequest } from './registerPreviewRequest';

/**
 * Offers what can be read and done as actions, for assistants and other plugins. Callers see and may what the HTTP API would let them.
 */
export function registerActions(
  registry: ActionsRegistryService,
  tenancy: Tenancy,
): void {
  registerListTenants(registry, tenancy);
  registerGetTenantStatus(registry, tenancy);
  registerListChanges(registry, tenancy);
  registerListFixes(registry, tenancy);
  registerGetRequest(registry, tenancy);
  registerPreviewRequest(registry, tenancy);
  registerActOnTenant(registry, tenancy);
  registerDeployVersion(registry, tenancy);
  registerChangeRequest(registry, tenancy);
}
