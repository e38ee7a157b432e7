import type { AuthService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { TENANT_RESOURCE_TYPE } from '@groundwork/backstage-plugin-tenancy-common';
import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import { type Held, heldOf } from './Held';
import { isProvided } from './isProvided';
import { CLUSTERS_ANNOTATION } from './tenantEntity';

/** Entities that are asked for at once. */
const PAGE = 200;

/**
 * The tenants that the catalog holds, as they were provided by this or an earlier run or by another replica, by name.
 */
export async function heldEntities(
  catalog: CatalogService,
  auth: AuthService,
  options: Parameters<typeof isProvided>[1],
): Promise<Map<string, Held>> {
  const held = new Map<string, Held>();
  const pages = catalog.streamEntities(
    {
      filter: { kind: 'Resource', 'spec.type': TENANT_RESOURCE_TYPE },
      pageSize: PAGE,
    },
    { credentials: await auth.getOwnServiceCredentials() },
  );
  for await (const page of pages) {
    for (const entity of page) {
      const { annotations, name } = entity.metadata;
      if (
        isProvided(entity, options) &&
        annotations?.[CLUSTERS_ANNOTATION] !== undefined
      ) {
        held.set(name, heldOf(asProvided(entity)));
      }
      await letOthers();
    }
  }
  return held;
}

/** Without what the catalog adds of itself. */
function asProvided({ apiVersion, kind, metadata, spec }: Entity): Entity {
  const { uid: _, etag: __, ...rest } = metadata;
  return { apiVersion, kind, metadata: rest, ...(spec ? { spec } : {}) };
}
