import { useRouteRef } from '@backstage/core-plugin-api';
import { createTenantRouteRef } from '../routes';

/** Where a tenant is asked for; undefined in a portal without software templates. */
export function useCreateLink(): string | undefined {
  return useRouteRef(createTenantRouteRef)?.();
}
