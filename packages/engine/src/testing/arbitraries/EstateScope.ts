import type { TenantRequest } from '../../capabilities/tenant/request';
import { GatewayApi } from '../../platform/gatewayApi';
import { Platform } from '../../platform';

/**
 * What generated requests are for: they use all that this platform offers to this tenant, and nothing else.
 */
export interface EstateScope {
  platform: Platform;
  tenant: TenantRequest;
  /** The Gateway API of all clusters; the newest standard channel if absent. */
  gatewayApi?: GatewayApi;
}

/** The environments of the tenant, as the platform has them. */
export function environmentsOf({ platform, tenant }: EstateScope) {
  return platform.environments.filter(environment =>
    tenant.spec.environments.includes(environment.name),
  );
}
