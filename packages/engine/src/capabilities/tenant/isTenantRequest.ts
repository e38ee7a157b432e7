import { isTenant } from '../../manifests';
import { RequestEnvelope } from '../../request';
import { TenantRequest } from './request';

/**
 * Whether a request is a {@link TenantRequest}: the only one that belongs to no tenant.
 *
 * @public
 */
export function isTenantRequest(
  request: RequestEnvelope,
): request is TenantRequest {
  return isTenant(request);
}
