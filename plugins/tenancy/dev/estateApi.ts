import { STATES } from '@groundwork/engine/model';
import type { TenancyApi } from '../src';
import {
  fixtureTenancyApi,
  tenantList,
  tenantStatus,
  tenantSummary,
} from '../src/__fixtures__';

const IN_TROUBLE = STATES.filter(state => state !== 'Healthy');

/** Ten thousand tenants, one in fifty in trouble, and one tenant whose staging does not answer. */
export function estateApi(): TenancyApi {
  const tenants = Array.from({ length: 10_000 }, (_, index) =>
    tenantSummary(
      `tenant-${index}`,
      index % 50 === 0
        ? IN_TROUBLE[(index / 50) % IN_TROUBLE.length]
        : 'Healthy',
    ),
  );
  return fixtureTenancyApi({
    getTenants: async () => ({ data: tenantList(tenants) }),
    getTenantStatus: async tenant => {
      const now = Date.now();
      const view = tenantStatus({ tenant });
      return {
        data: {
          ...view,
          sources: [
            ...view.sources,
            {
              source: 'cluster spoke-staging',
              kind: 'cluster',
              asOf: now - 130_000,
              problem: {
                unknown: 'timeout',
                message: 'no answer in 10 s',
                since: now - 130_000,
              },
            },
          ],
        },
      };
    },
  });
}
