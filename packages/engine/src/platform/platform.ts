import type { Delivery } from './Delivery';
import type { StoreProviders } from './stores';
import type { PlatformConfig } from './platformSchema';

/**
 * The platform: its configuration, and what extensions bring for it. `deliveries` are those beside Argo CD; find the one of an
 * environment by `deliveryOf`, and the provider of a store by `storeProviderOf`.
 *
 * @public
 */
export type Platform = PlatformConfig &
  StoreProviders & {
    deliveries?: readonly Delivery[];
  };
