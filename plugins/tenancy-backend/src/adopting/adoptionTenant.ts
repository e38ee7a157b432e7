import type { AdoptionTenant } from '@groundwork/backstage-plugin-tenancy-common';
import {
  adoptedGroups,
  type AdoptedTenant,
  type Adoption,
  adoptReason,
  type Layout,
  teamOf,
  tenantRequestPath,
} from '@groundwork/engine';
import type { Found } from './AdoptableObjects';

const MOST_GROUPS = 200;
const MOST_NAMES = 8;
const MOST_FILES = 500;
/** Characters of one file, and of all files of a tenant. */
const LONGEST_FILE = 20_000;
const LONGEST_FILES = 40_000;

/** A tenant as it would be adopted, with what keeps it from being proposed. */
export function adoptionTenant(
  tenant: AdoptedTenant,
  adoption: Adoption,
  context: { notRead: Found['notRead']; layout: Layout },
): AdoptionTenant {
  const { notRead, layout } = context;
  const name = tenant.tenant;
  const objects = adoption.objects.filter(each => each.tenant === name);
  const counts = { same: 0, changed: 0, new: 0, kept: 0, listed: 0 };
  for (const { fate } of objects) {
    counts[fate] += 1;
  }
  const groups = adoptedGroups(
    objects.filter(({ fate }) => fate !== 'same'),
    MOST_NAMES,
  );
  const existing = adoption.existing.filter(each => each.tenant === name);
  const spaces = new Set(
    tenant.namespaces.map(
      ({ environment, namespace }) => `${environment}/${namespace}`,
    ),
  );
  return {
    ...tenant,
    counts,
    groups: groups.slice(0, MOST_GROUPS),
    further: Math.max(0, groups.length - MOST_GROUPS),
    credentials: adoption.credentials.filter(({ environment, namespace }) =>
      spaces.has(`${environment}/${namespace}`),
    ),
    existing,
    files: filesOf(name, adoption, layout),
    blocked: [
      ...(tenant.refused ?? []).map(why => ({ why })),
      ...(existing.length > 0 ? [adoptReason('ownNames')] : []),
      ...(notRead.length > 0
        ? [
            adoptReason('unread', {
              said: notRead
                .slice(0, 3)
                .map(({ place, why }) => `${place} could not be read (${why})`)
                .join('; '),
            }),
          ]
        : []),
    ],
  };
}

function filesOf(
  tenant: string,
  { files }: Adoption,
  layout: Layout,
): AdoptionTenant['files'] {
  const own = tenantRequestPath(tenant, layout);
  let left = LONGEST_FILES;
  return files
    .filter(({ path }) => path === own || teamOf(path, layout) === tenant)
    .slice(0, MOST_FILES)
    .map(({ path, content }) => {
      const isTold = content.length <= LONGEST_FILE && content.length <= left;
      left -= isTold ? content.length : 0;
      return isTold ? { path, content } : { path };
    });
}
