import { Facts } from '../../model';
import { Platform } from '../../platform';

/**
 * What a status is computed with. `now` is in milliseconds since the epoch.
 *
 * @public
 */
export interface StatusOptions {
  platform: Platform;
  facts?: Facts;
  now: number;
}
