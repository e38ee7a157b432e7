import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import type { TenantListView } from '@groundwork/backstage-plugin-tenancy-common';
import type { Tenant } from './Tenant';

const TIMEOUT = 30_000;

/**
 * The tenants that tenancy-backend knows, with the clusters that never answered it. Nothing, where it is not installed.
 *
 * @throws ResponseError and others when it does not answer
 */
export async function readLiveTenants(options: {
  auth: AuthService;
  discovery: DiscoveryService;
}): Promise<{
  tenants: Tenant[];
  silentClusters: string[];
  isInstalled: boolean;
}> {
  const { auth, discovery } = options;
  const { token } = await auth.getPluginRequestToken({
    onBehalfOf: await auth.getOwnServiceCredentials(),
    targetPluginId: 'tenancy',
  });
  const response = await fetch(
    `${await discovery.getBaseUrl('tenancy')}/tenants`,
    {
      headers: { Authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(TIMEOUT),
    },
  );
  if (response.status === 404) {
    return { tenants: [], silentClusters: [], isInstalled: false };
  }
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  const { items, sources }: TenantListView = await response.json();
  return {
    isInstalled: true,
    tenants: items.map(({ name, owner, tier, environments }) => ({
      name,
      ...(owner ? { owner } : {}),
      ...(tier ? { tier } : {}),
      environments: environments.map(each => ({
        name: each.name,
        cluster: each.cluster,
        namespace: each.namespace,
      })),
    })),
    silentClusters: sources
      .filter(
        ({ kind, asOf, problem }) =>
          kind === 'cluster' &&
          (asOf === undefined || problem?.unknown === 'notWatched'),
      )
      .map(({ source }) => source.replace(/^cluster /, '')),
  };
}
