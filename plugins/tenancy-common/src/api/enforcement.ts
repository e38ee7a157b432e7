import type { Enforcement } from '@groundwork/engine';
import type { CardViewBase } from './views';

/**
 * Answer of `GET /tenants/:tenant/enforcement`: what would become of a tenant that is reported only, were it held to everything.
 *
 * @public
 */
export interface EnforcementView extends CardViewBase {
  /** Whether it is reported only now; of a tenant that is not, this is what was there before and would be refused next. */
  reportOnly: boolean;
  enforcement: Enforcement;
}
