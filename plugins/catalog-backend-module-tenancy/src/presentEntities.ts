import type { AuthService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { TENANT_RESOURCE_TYPE } from '@groundwork/backstage-plugin-tenancy-common';
import { isProvided } from './isProvided';
import { CLUSTERS_ANNOTATION } from './tenantEntity';

/**
 * The tenants that the catalog holds from an earlier run, as they were provided, by name.
 */
export async function presentEntities(
  catalog: CatalogService,
  auth: AuthService,
  options: Parameters<typeof isProvided>[1],
): Promise<Map<string, Entity>> {
  const { items } = await catalog.getEntities(
    {
      filter: { kind: 'Resource', 'spec.type': TENANT_RESOURCE_TYPE },
    },
    { credentials: await auth.getOwnServiceCredentials() },
  );
  return new Map(
    items
      .filter(
        entity =>
          isProvided(entity, options) &&
          entity.metadata.annotations?.[CLUSTERS_ANNOTATION] !== undefined,
      )
      .map(entity => [entity.metadata.name, asProvided(entity)]),
  );
}

/** Without what the catalog adds of itself. */
function asProvided({ apiVersion, kind, metadata, spec }: Entity): Entity {
  const { uid: _, etag: __, ...rest } = metadata;
  return { apiVersion, kind, metadata: rest, ...(spec ? { spec } : {}) };
}
