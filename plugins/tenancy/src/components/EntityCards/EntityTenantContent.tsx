import { useEntityTenantStatus } from '../../hooks';
import { TenantContent } from '../TenantContent';

/**
 * Everything of the tenant behind the entity whose page this is: sync, network and requests.
 *
 * @public
 */
export function EntityTenantContent() {
  return <TenantContent status={useEntityTenantStatus()} />;
}
