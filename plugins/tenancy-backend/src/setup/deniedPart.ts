import type { Config } from '@backstage/config';
import {
  tenancyPermissions,
  tenantReadPermission,
  type SetupPartView,
} from '@groundwork/backstage-plugin-tenancy-common';

/** Puts what the permission policy denies who asks into the part that is about it. */
export function withDenied(
  parts: readonly SetupPartView[],
  denied: readonly string[],
  { config, isPlatform }: { config: Config; isPlatform: boolean },
): SetupPartView[] {
  // Where no tenant can be, cards are all that there is.
  const names = denied.filter(
    name => isPlatform || name === tenantReadPermission.name,
  );
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
          cost: [costOf(names), part.cost].filter(Boolean).join(' '),
          ...(config.has('permission.rbac') ? { copy: rbacLines(names) } : {}),
        }
      : part,
  );
}

function costOf(names: readonly string[]): string {
  return names.includes(tenantReadPermission.name)
    ? 'No tenant and no card is shown to whom it denies that, platform admins included.'
    : 'Whom it denies that is refused, platform admins included.';
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
