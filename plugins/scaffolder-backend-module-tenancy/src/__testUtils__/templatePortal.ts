import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import { gitRepositoriesServiceRef } from '@groundwork/backstage-plugin-tenancy-node';
import {
  closingDatabases,
  memoryGitRepositories,
  userInfoOf,
} from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import createKnex, { type Knex } from 'knex';
import tenancyModule from '../module';
import { smallPlatformConfig } from './platform';
import { taskClient } from './taskClient';
import { readTemplate, templateNames } from './templates';

const gateways = [
  {
    name: 'external',
    namespace: 'gateways',
    visibility: 'external',
    listeners: [
      { name: 'http', protocol: 'HTTP', port: 80 },
      { name: 'passthrough', protocol: 'TLS', port: 8443, tls: 'Passthrough' },
      { name: 'mqtt', protocol: 'TCP', port: 1883 },
      { name: 'dns', protocol: 'UDP', port: 5353 },
    ],
  },
];

const plenty = { cpu: '100', memory: '100Gi', ephemeralStorage: '100Gi' };

/** Room enough for everything that the tests ask for. */
const tier = {
  ...smallPlatformConfig.tiers.small,
  quota: { requests: plenty, limits: plenty, storage: '100Gi', pods: 100 },
};

const groups: Record<string, string[]> = {
  'user:default/ada': ['group:default/payments'],
  'user:default/cleo': ['group:default/payments'],
  'user:default/dan': ['group:default/payments'],
  'user:default/bob': ['group:default/search'],
  'user:default/paula': ['group:default/platform'],
};

const entities: Entity[] = ['payments', 'search', 'platform'].map(name => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace: 'default' },
  spec: { type: 'team', children: [] },
}));

/** A scaffolder with the module and all templates, and a Git in memory; nobody watches clusters there. */
export async function startTemplatePortal(
  options: {
    tenancy?: JsonObject;
    config?: JsonObject;
    git?: ReturnType<typeof memoryGitRepositories>;
    /** Opens the database, which is closed with the portal; one in memory when left out. */
    openDatabase?: () => Knex;
    /** Further templates of the catalog. */
    templates?: Entity[];
    /** Environments of the platform; dev when left out. */
    environments?: string[];
    features?: Parameters<typeof startTestBackend>[0]['features'];
  } = {},
) {
  const git = options.git ?? memoryGitRepositories();
  const [environment] = smallPlatformConfig.environments;
  const databases = closingDatabases(
    options.openDatabase ??
      (() =>
        createKnex({
          client: 'better-sqlite3',
          connection: ':memory:',
          useNullAsDefault: true,
        })),
  );
  const backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      tenancyModule,
      mockServices.rootConfig.factory({
        data: {
          integrations: {
            github: [{ host: 'github.com', token: 'unused' }],
            gitlab: [
              {
                host: 'gitlab.com',
                token: 'unused',
                apiBaseUrl: 'https://gitlab.com/api/v4',
              },
            ],
          },
          ...options.config,
          tenancy: {
            ...smallPlatformConfig,
            tiers: { small: tier, large: tier },
            environments: (options.environments ?? ['dev']).map(name => ({
              ...environment,
              name,
              cluster: name,
              argocd: { ...environment.argocd, cluster: name },
              domains: [`${name}.acme.example`],
              gateways,
              scaling: {
                kafka: [{ name: 'main', address: 'kafka.acme.example:9092' }],
              },
              secretStores: [
                {
                  name: 'vault',
                  provider: 'vault',
                  server: 'https://vault.acme.example',
                },
              ],
            })),
            ...options.tenancy,
          },
        },
      }),
      catalogServiceMock.factory({
        entities: [
          ...entities,
          ...templateNames.map(name => readTemplate(name) as Entity),
          ...(options.templates ?? []),
        ],
      }),
      createServiceFactory({
        service: gitRepositoriesServiceRef,
        deps: {},
        factory: () => git,
      }),
      userInfoOf(groups),
      databases.feature,
      ...(options.features ?? []),
    ],
  });
  const port = backend.server.port();
  const client = taskClient(port);

  return {
    git,
    /** Shows what a template would do, as the template editor does. */
    dryRun: (name: string, values: JsonObject, user = 'ada') =>
      client.ask('/v2/dry-run', user, {
        template: readTemplate(name),
        values,
        secrets: {},
        directoryContents: [],
      }),
    ...client,
    port,
    async stop() {
      await backend.stop();
      await databases.close();
    },
  };
}
