import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { z } from 'zod';
import type { Viewer } from '../access/Viewer';
import type { Tenancy } from '../Tenancy';
import { tenantCandidates } from '../tenants/tenantCandidates';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { parseInput } from './parseInput';

const part = z
  .string()
  .max(63)
  .regex(
    /^[A-Za-z0-9]([-\w.]*[A-Za-z0-9])?$/,
    'is not part of an entity reference',
  );
const entitySchema = z.object({ kind: part, namespace: part, name: part });

/**
 * The tenant that an entity belongs to, for somebody who may read it. The entity's annotations say where to look; whether the
 * caller may see it says the tenant alone.
 *
 * @throws NotFoundError, the same for an entity that is not there, without a tenant, or with one of others
 */
export async function tenantOfEntity(
  tenancy: Tenancy,
  viewer: Viewer,
  params: unknown,
): Promise<{ tenant: TenantEntry; readable: ReadonlySet<string> }> {
  const { catalog, access } = tenancy;
  const ref = stringifyEntityRef(parseInput(entitySchema, params));
  const [entity, readable] = await Promise.all([
    catalog.getEntityByRef(ref, { credentials: viewer.credentials }),
    access.readableNames(viewer),
  ]);
  const own = (entity ? tenantCandidates(entity, tenancy) : []).find(name =>
    readable.has(name),
  );
  if (own === undefined) {
    // One answer for all: whether a namespace, a label or an application exists elsewhere is nobody's business.
    access.assertAllRead();
    throw new NotFoundError(
      `Entity ${ref} not found, or it has no tenant that one of your teams owns. Ask the owner of the tenant or the platform team`,
    );
  }
  return { tenant: await access.read(viewer, own), readable };
}
