import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Viewer } from '../access/Viewer';
import type { Tenancy } from '../Tenancy';
import { meantTenant } from '../tenants/meantTenant';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { entitySchema } from './entitySchema';
import { parseInput } from './parseInput';
import { noEntity } from './unmanagedRouter';

/**
 * The tenant that an entity belongs to, for somebody who may read it. The entity's annotations say where to look; whether the
 * caller may see it says the tenant alone.
 *
 * @returns undefined for an entity that is not there, without a tenant, or with one of others, where it may be looked at all the
 *   same
 * @throws NotFoundError instead, the same for all of these, where nothing is looked at that is no tenant's
 */
export async function tenantOfEntity(
  tenancy: Tenancy,
  viewer: Viewer,
  params: unknown,
): Promise<{ tenant: TenantEntry; readable: ReadonlySet<string> } | undefined> {
  const { catalog, access } = tenancy;
  const ref = stringifyEntityRef(parseInput(entitySchema, params));
  const [entity, tenants] = await Promise.all([
    catalog.getEntityByRef(ref, { credentials: viewer.credentials }),
    access.readable(viewer),
  ]);
  const own = entity && (await meantTenant(entity, tenancy, tenants));
  if (own === undefined) {
    access.assertAllRead();
    if (tenancy.unmanaged) {
      return undefined;
    }
    throw noEntity(ref);
  }
  return {
    tenant: await access.read(viewer, own),
    readable: await access.readableNames(viewer),
  };
}
