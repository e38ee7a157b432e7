import type { Entity } from '@backstage/catalog-model';
import {
  TENANT_ANNOTATION,
  TENANT_RESOURCE_TYPE,
} from '@groundwork/backstage-plugin-tenancy-common';

/** Whether an entity says that it is a tenant, or whose it is. */
export function isTenantEntity({ kind, metadata, spec }: Entity): boolean {
  return (
    (kind.toLocaleLowerCase('en-US') === 'resource' &&
      spec?.type === TENANT_RESOURCE_TYPE) ||
    metadata.annotations?.[TENANT_ANNOTATION] !== undefined
  );
}
