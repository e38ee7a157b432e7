import type { PolicyDecision } from '@backstage/plugin-permission-common';
import type {
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';

/**
 * A part of a policy: decides on the permissions that it knows, and leaves all others (undefined) to what comes next.
 * `user` is who asks; absent for somebody who is not signed in. Plugins that act for themselves are never asked about.
 *
 * @public
 */
export type Decide = (
  query: PolicyQuery,
  user?: PolicyQueryUser,
) => PolicyDecision | undefined;
