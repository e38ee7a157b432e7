import type { Fix } from '@groundwork/engine';

/**
 * Answer of `GET /tenants/:tenant/fixes`: what is wrong with a tenant and an edit of a request puts right, with the edits that
 * were tried and would be accepted. `base` has the commits that they are edits against.
 *
 * @public
 */
export interface FixesView {
  tenant: string;
  items: Fix[];
  base: { platform: string; tenants: string };
  /** Whether the caller may propose them. */
  mayChange: boolean;
}
