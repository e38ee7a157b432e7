import { useEntityTenantStatus } from '../../hooks';
import { NetworkCard } from '../NetworkCard';

/**
 * The network card of the entity whose page this is.
 *
 * @public
 */
export function EntityNetworkCard() {
  return <NetworkCard status={useEntityTenantStatus()} />;
}
