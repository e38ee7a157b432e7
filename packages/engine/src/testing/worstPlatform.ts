import { parsePlatform, Platform, PlatformInput } from '../platform';
import { smallPlatform } from '../testUtils/smallPlatform';

/** `count` texts, each made of its number. */
export function many<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** As long as most domains and registries of large companies. */
const long = 'of-a-large-and-old-company';

/** A platform that uses up what its configuration may hold: the rules are longest there, and dearest. */
export function worstPlatform(): Platform {
  const { tiers, environments, ...rest } = smallPlatform();
  const tier = (index: number): PlatformInput['tiers'][string] => ({
    ...tiers.small,
    priorityClasses: many(10, i => `priority-${index}-${i}`),
    nodeLabels: many(20, i => `pool.${long}.com/tier-${index}-${i}=value`),
    tolerations: many(20, i => `pool.${long}.com/tier-${index}-${i}=value`),
    storageClasses: many(20, i => `storage-${index}-${i}`),
    runtimeClasses: many(10, i => `runtime-${index}-${i}`),
    resources: Object.fromEntries(
      many(10, i => [`vendor-${index}-${i}.com/gpu`, '100']),
    ),
  });
  return parsePlatform({
    ...rest,
    tiers: Object.fromEntries(many(20, i => [`tier-${i}`, tier(i)])),
    environments: [
      {
        ...environments[0],
        actions: {},
        domains: many(50, i => `zone-${i}.${long}.com`),
        gateways: many(20, i => ({
          name: `gateway-${i}`,
          namespace: 'gateways',
          listeners: many(20, port => ({
            name: `section-${port}`,
            protocol: 'TCP' as const,
            port: 1000 + port,
          })),
        })),
        secretStores: many(20, i => ({
          name: `parameters-${i}`,
          provider: 'awsParameterStore' as const,
          region: 'eu-central-1',
          scope: 'cluster' as const,
          prefix: '/${{ environment }}/of/a/long/path/${{ tenant }}/',
        })),
        registries: many(40, i => `registry-${i}.${long}.com/apps/of/teams`),
        injectedImages: many(
          100,
          i => `registry-${i}.${long}.com/platform/proxy`,
        ),
        podNetworks: many(50, i => `networks/network-${i}`),
        csiDrivers: many(50, i => `driver-${i}.csi.${long}.com`),
        schedulers: many(20, i => `scheduler-${i}`),
        trustedUsers: many(40, i => `system:serviceaccount:operators:op-${i}`),
        scaling: {
          prometheus: many(20, i => ({
            name: `prometheus-${i}`,
            address: `https://metrics-${i}.\${{ tenant }}.${long}.com:9090/of/\${{ namespace }}`,
          })),
          kafka: many(20, i => ({
            name: `kafka-${i}`,
            address: many(
              9,
              b => `broker-${b}.kafka-${i}.${long}.com:9092`,
            ).join(','),
          })),
          rabbitmq: many(20, i => ({
            name: `rabbitmq-${i}`,
            address: `amqps://rabbitmq-${i}.${long}.com:5671/\${{ tenant }}`,
          })),
          sqs: many(20, i => ({
            name: `sqs-${i}`,
            address: `https://sqs.region-${i}.amazonaws.com/111122223333`,
            region: `region-${i}`,
          })),
        },
        externalBackends: {
          hostnames: many(100, i => `*.host-${i}.${long}.com`),
        },
      },
    ],
  });
}
