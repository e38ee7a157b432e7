import { Facts } from '../model';
import { Platform } from '../platform';
import type { CustomCheck } from './CustomCheck';

/**
 * What a check looks at: the objects of these tenants, in these environments; all of them where nothing is named.
 * Objects of others are read all the same, since that is what cross-object rules compare with.
 *
 * @public
 */
export interface CheckScope {
  tenants?: readonly string[];
  environments?: readonly string[];
}

/**
 * What a check is computed with. `now` is in milliseconds since the epoch.
 *
 * @public
 */
export interface CheckOptions {
  platform: Platform;
  facts?: Facts;
  now: number;
  scope?: CheckScope;
  /** Further checks, those of extensions. */
  checks?: readonly CustomCheck[];
}
