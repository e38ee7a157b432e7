import type { Delivery } from './Delivery';
import type { PlatformConfig } from './platformSchema';

/**
 * The platform: its configuration, and what extensions bring for it. `deliveries` are those beside Argo CD; find the one of an
 * environment by `deliveryOf`.
 *
 * @public
 */
export type Platform = PlatformConfig & {
  deliveries?: readonly Delivery[];
};
