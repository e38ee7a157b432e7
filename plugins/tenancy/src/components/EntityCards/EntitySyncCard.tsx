import { useEntityTenantStatus } from '../../hooks';
import { SyncCard } from '../SyncCard';

/**
 * The sync card of the entity whose page this is.
 *
 * @public
 */
export function EntitySyncCard() {
  return <SyncCard status={useEntityTenantStatus()} />;
}
