import { PlatformInput } from '../platform';
import { smallPlatform } from '../testUtils/smallPlatform';

/**
 * The small platform with everything on offer: gateways with a listener of each protocol, and a secret store of each provider.
 */
export function offeringPlatform(): PlatformInput {
  const platform = smallPlatform();
  return {
    ...platform,
    environments: platform.environments.map(environment => ({
      ...environment,
      actions: {},
      gateways: [
        {
          name: 'external',
          namespace: 'gateways',
          listeners: [
            { name: 'http', protocol: 'HTTP' as const, port: 80 },
            {
              name: 'https',
              protocol: 'HTTPS' as const,
              port: 443,
              tls: 'Terminate' as const,
            },
          ],
        },
        {
          name: 'internal',
          namespace: 'gateways',
          visibility: 'internal' as const,
          listeners: [
            { name: 'web', protocol: 'HTTP' as const, port: 80 },
            {
              name: 'passthrough',
              protocol: 'TLS' as const,
              port: 8443,
              tls: 'Passthrough' as const,
            },
            {
              name: 'terminate',
              protocol: 'TLS' as const,
              port: 9443,
              tls: 'Terminate' as const,
            },
            { name: 'postgres', protocol: 'TCP' as const, port: 5432 },
            { name: 'mysql', protocol: 'TCP' as const, port: 3306 },
            { name: 'syslog', protocol: 'UDP' as const, port: 514 },
          ],
        },
      ],
      scaling: {
        prometheus: [
          {
            name: 'tenancy',
            address: 'https://thanos-querier.monitoring.svc:9092',
          },
          {
            name: 'own',
            address: 'http://prometheus.${{ namespace }}.svc:9090/prom',
            namespaced: false,
          },
        ],
        kafka: [
          { name: 'main', address: 'kafka-0.example.com:9092,kafka-1:9092' },
          {
            name: 'safe',
            address: 'kafka.example.com:9094',
            tls: true,
            sasl: 'scram_sha512' as const,
            version: '3.9.0',
          },
        ],
        rabbitmq: [
          { name: 'amqp', address: 'amqps://rabbitmq.example.com:5671' },
          {
            name: 'http',
            address: 'https://${{ tenant }}.rabbitmq.example.com',
          },
        ],
        sqs: [
          {
            name: 'orders',
            address: 'https://sqs.eu-central-1.amazonaws.com/111122223333',
            region: 'eu-central-1',
          },
        ],
      },
      secretStores: [
        {
          name: 'vault',
          provider: 'vault' as const,
          server: 'https://vault.example.com',
        },
        {
          name: 'aws',
          provider: 'awsSecretsManager' as const,
          region: 'eu-central-1',
          prefix: '${{ environment }}/${{ tenant }}/',
          role: 'arn:aws:iam::111122223333:role/${{ namespace }}',
        },
        {
          name: 'parameters',
          provider: 'awsParameterStore' as const,
          region: 'eu-central-1',
          scope: 'cluster' as const,
          prefix: '/${{ tenant }}/',
        },
        {
          name: 'azure',
          provider: 'azureKeyVault' as const,
          vaultUrl: 'https://estate.vault.azure.net',
          prefix: '${{ tenant }}--',
        },
        {
          name: 'bitwarden',
          provider: 'bitwarden' as const,
          scope: 'cluster' as const,
          organizationId: '7d4c1b9e-0000-4000-8000-000000000001',
          projectId: '7d4c1b9e-0000-4000-8000-000000000002',
        },
      ],
    })),
  };
}
