import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { isAdmin } from './Caller';
import type { Decide } from './Decide';

const PERMISSIONS = new Set([
  'scaffolder.template.dry-run',
  'scaffolder.template.management',
]);

/**
 * Templates of one's own making are for the platform's admins: a dry run fetches with the portal's credentials whatever
 * it is told to, the GitOps repository with all tenants in it among that, and hands it out.
 *
 * @param options - `admins`: entity references, as in `tenancy.admins`
 * @public
 */
export function decideOnTemplates({
  admins,
}: {
  admins: readonly string[];
}): Decide {
  return ({ permission }, user) =>
    PERMISSIONS.has(permission.name)
      ? {
          result:
            user && isAdmin(user, admins)
              ? AuthorizeResult.ALLOW
              : AuthorizeResult.DENY,
        }
      : undefined;
}
