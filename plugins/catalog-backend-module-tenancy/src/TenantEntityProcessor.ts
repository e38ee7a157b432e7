import { InputError } from '@backstage/errors';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogProcessor } from '@backstage/plugin-catalog-node';
import { TENANT_RESOURCE_TYPE } from '@groundwork/backstage-plugin-tenancy-common';
import { isProvided, isTenantEntity } from './isProvided';

/**
 * Keeps entities that somebody registered from standing beside real tenants as if they were some.
 */
export class TenantEntityProcessor implements CatalogProcessor {
  readonly #options: Parameters<typeof isProvided>[1];

  constructor(options: Parameters<typeof isProvided>[1]) {
    this.#options = options;
  }

  getProcessorName(): string {
    return 'TenantEntityProcessor';
  }

  /** After all else that may still put a type in place. */
  async postProcessEntity(entity: Entity): Promise<Entity> {
    if (isTenantEntity(entity) && !isProvided(entity, this.#options)) {
      throw new InputError(
        `${stringifyEntityRef(
          entity,
        )} has the type ${TENANT_RESOURCE_TYPE}, which is for what request files and namespaces make; register it with another spec.type`,
      );
    }
    return entity;
  }
}
