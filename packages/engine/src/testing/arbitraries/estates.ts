import { tenantSchema } from '../../capabilities/tenant/request';
import { GatewayApi } from '../../platform/gatewayApi';
import { parsePlatform, PlatformInput } from '../../platform';
import { offeringPlatform } from '../offeringPlatform';
import { EstateScope } from './EstateScope';

/**
 * A platform that offers everything, with a tenant that may use all of it.
 * With `oneCluster` its environments share a cluster, so that routes can reach from one into the other.
 */
export function fullEstate(
  gatewayApi?: GatewayApi,
  { oneCluster = false }: { oneCluster?: boolean } = {},
): EstateScope {
  const offer = offeringPlatform();
  const platform: PlatformInput = {
    ...offer,
    ...(oneCluster
      ? { naming: { namespace: '${{ tenant }}-${{ environment }}' } }
      : {}),
    environments: offer.environments.map(environment => ({
      ...environment,
      ...(oneCluster ? { cluster: 'one' } : {}),
      sharedServices: [{ namespace: 'auth', service: 'proxy' }],
      externalBackends: {},
    })),
  };
  const names = platform.environments.map(environment => environment.name);
  return {
    platform: parsePlatform(platform),
    tenant: tenantSchema.parse({
      apiVersion: 'tenancy.groundwork.dev/v1',
      kind: 'Tenant',
      metadata: { name: 'payments' },
      spec: {
        owner: 'group:default/payments',
        environments: names,
        tier: 'small',
        ports: names.flatMap(environment => [
          { environment, gateway: 'internal', section: 'postgres', port: 5432 },
          { environment, gateway: 'internal', section: 'mysql', port: 3306 },
          { environment, gateway: 'internal', section: 'syslog', port: 514 },
        ]),
        repositories: [
          'https://git.example.com/payments/shop.git',
          'https://charts.example.com',
          'registry.example.com/charts',
        ],
      },
    }),
    ...(gatewayApi ? { gatewayApi } : {}),
  };
}
