import type { Config } from '@backstage/config';
import {
  tenancyPermissions,
  type SetupPartView,
} from '@groundwork/backstage-plugin-tenancy-common';

const COST = 'Whom it denies that is refused, platform admins included.';

/**
 * Puts what the permission policy denies who asks into the part that is about it. That is never to read tenants: whom it denies
 * that is no admin, and does not see this.
 */
export function withDenied(
  parts: readonly SetupPartView[],
  names: readonly string[],
  config: Config,
): SetupPartView[] {
  if (names.length === 0) {
    return [...parts];
  }
  const why = `The permission policy denies you ${names.join(
    ', ',
  )}. Who keeps it can allow that.`;
  return parts.map(part =>
    part.part === 'permissions'
      ? {
          ...part,
          // Without a cost it says that all is well.
          why: part.cost ? `${why} ${part.why}` : why,
          cost: [COST, part.cost].filter(Boolean).join(' '),
          ...(config.has('permission.rbac') ? { copy: rbacLines(names) } : {}),
        }
      : part,
  );
}

/** For the policy of the RBAC plugin, which denies what none of its lines names. */
function rbacLines(names: readonly string[]): string {
  return [
    '# app-config.yaml',
    'permission:',
    '  rbac:',
    '    pluginsWithPermission: [tenancy] # beside those that are there',
    '# a line of the CSV for each role',
    ...tenancyPermissions
      .filter(({ name }) => names.includes(name))
      .map(
        ({ name, attributes }) =>
          `p, role:default/ROLE, ${name}, ${attributes.action ?? 'use'}, allow`,
      ),
  ].join('\n');
}
