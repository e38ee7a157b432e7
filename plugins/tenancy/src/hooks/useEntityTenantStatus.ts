import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import type { Live } from '../live';
import { useEntityStatus } from './useEntityStatus';

/** The live status behind the entity whose page this is. */
export function useEntityTenantStatus(): Live<TenantStatusView> {
  const { entity } = useEntity();
  return useEntityStatus(stringifyEntityRef(entity));
}
