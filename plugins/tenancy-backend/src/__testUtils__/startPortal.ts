import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  type GitRepositories,
  gitRepositoriesServiceRef,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  closingDatabases,
  memoryGitRepositories,
  userInfoOf,
} from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import type { Request, Response } from 'express';
import createKnex, { type Knex } from 'knex';
import { FakeCluster } from './FakeCluster';
import { FaultyProxy } from './FaultyProxy';
import { HttpContract } from './HttpContract';
import tenancyPlugin from '../index';

const amounts = { cpu: '4', memory: '8Gi', ephemeralStorage: '8Gi' };

/** The platform of the tests: one environment, whose Argo CD runs on the same cluster. */
export const tenancyConfig = {
  repository: { url: 'https://git.example.com/acme/estate.git' },
  publish: 'push',
  groups: { template: 'oidc:${{ group }}' },
  admins: ['group:default/platform'],
  git: { pollInterval: { milliseconds: 50 } },
  tiers: {
    small: {
      description: 'For a start',
      quota: {
        requests: amounts,
        limits: amounts,
        storage: '20Gi',
        pods: 20,
      },
      container: { defaultRequest: amounts, default: amounts, max: amounts },
    },
  },
  environments: [
    {
      name: 'dev',
      cluster: 'one',
      argocd: {
        cluster: 'one',
        destination: { name: 'one' },
        url: 'https://argocd.example.com',
      },
      domains: ['dev.example.com'],
    },
  ],
};

/** The request file of a tenant. */
export function tenantFile(name: string, owner: string): string {
  return `apiVersion: tenancy.groundwork.dev/v1
kind: Tenant
metadata:
  name: ${name}
spec:
  owner: group:default/${owner}
  environments:
    - dev
  tier: small
`;
}

/** Header of a user whose groups are named. */
export function as(user: string): string {
  return mockCredentials.user.header(`user:default/${user}`);
}

const GROUPS: Record<string, string[]> = {
  'user:default/ada': ['group:default/payments'],
  'user:default/bob': ['group:default/shop'],
  'user:default/root': ['group:default/platform'],
};

async function textOf(req: Request): Promise<string> {
  if (req.readableEnded) {
    return JSON.stringify(req.body);
  }
  let text = '';
  for await (const chunk of req) {
    text += chunk;
  }
  return text;
}

/** Hands a request to the proxy of the Kubernetes plugin on to a cluster, as that does. */
export async function passOn(
  cluster: { url: string },
  req: Request,
  res: Response,
): Promise<void> {
  const path = req.url.replace(/^\/proxy/, '');
  const upstream = await fetch(`${cluster.url}${path}`, {
    method: req.method,
    ...(req.method === 'POST' ? { body: await textOf(req) } : {}),
    headers: {
      'x-cluster': req.get('Backstage-Kubernetes-Cluster') ?? '',
      accept: req.get('accept') ?? '',
    },
    // As the real proxy, which hands on what it is told.
    redirect: 'manual',
  }).catch(() => undefined);
  if (!upstream) {
    res.status(500).json({
      error: { message: 'connect ECONNREFUSED 127.0.0.1:1' },
    });
    return;
  }
  res.status(upstream.status);
  for (const name of ['retry-after', 'location', 'content-type']) {
    const value = upstream.headers.get(name);
    if (value) {
      res.set(name, value);
    }
  }
  // As the real proxy: an answer begins with its first byte.
  try {
    for await (const chunk of upstream.body ?? []) {
      res.write(chunk);
    }
    res.end();
  } catch {
    res.destroy();
  }
}

/**
 * The plugin in a test backend, with a cluster behind a stand-in of the Kubernetes plugin's proxy.
 */
export async function startPortal(
  options: {
    files?: Record<string, string>;
    entities?: Entity[];
    kubernetes?: boolean;
    /** Stands in the place of Git in memory. */
    repositories?: GitRepositories;
    /** Whether Git does not answer at the start. */
    git?: { away: boolean };
    /** The database, which whoever opened it closes; one in memory when left out. */
    knex?: Knex;
    tenancy?: object;
    /** Leaves the whole section out. */
    unconfigured?: boolean;
    /** What the cluster holds and serves before the portal asks for the first time. */
    fill?: (cluster: FakeCluster) => void;
    /** Further configuration, for a cluster at this address. */
    config?: (cluster: string) => object;
    /** Whether answers go out without being held against the document, for who measures how long they take. */
    isMeasured?: boolean;
    /** Paths of the plugin that only the caller adds, and no document describes. */
    ownPaths?: readonly string[];
    /** Further features, which may hand on to the cluster. */
    featuresFor?: (
      cluster: FakeCluster,
    ) => Parameters<typeof startTestBackend>[0]['features'];
    features?: Parameters<typeof startTestBackend>[0]['features'];
  } = {},
) {
  const cluster = await FakeCluster.start();
  options.fill?.(cluster);
  const front = await FaultyProxy.start(() => cluster.url);
  const git = memoryGitRepositories(options.files);
  git.setAway(options.git?.away ?? false);
  const groups: Entity[] = ['payments', 'shop', 'platform'].map(name => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: 'team', children: [] },
  }));
  const kubernetes = createBackendPlugin({
    pluginId: 'kubernetes',
    register(env) {
      env.registerInit({
        deps: { httpRouter: coreServices.httpRouter },
        async init({ httpRouter }) {
          httpRouter.use(async (req, res) => {
            if (req.path === '/clusters') {
              res.json({
                items: [{ name: 'one', authProvider: 'serviceAccount' }],
              });
              return;
            }
            await passOn(front, req, res);
          });
        },
      });
    },
  });
  const databases = closingDatabases(() =>
    createKnex({
      client: 'better-sqlite3',
      connection: ':memory:',
      useNullAsDefault: true,
    }),
  );
  const backend = await startTestBackend({
    features: [
      tenancyPlugin,
      ...(options.kubernetes === false ? [] : [kubernetes]),
      mockServices.rootConfig.factory({
        data: {
          ...options.config?.(cluster.url),
          ...(options.unconfigured
            ? {}
            : { tenancy: { ...tenancyConfig, ...options.tenancy } }),
        },
      }),
      catalogServiceMock.factory({
        entities: [...groups, ...(options.entities ?? [])],
      }),
      createServiceFactory({
        service: gitRepositoriesServiceRef,
        deps: {},
        factory: () => options.repositories ?? git,
      }),
      userInfoOf(GROUPS),
      options.knex
        ? mockServices.database.factory({ knex: options.knex })
        : databases.feature,
      ...(options.features ?? []),
      ...(options.featuresFor?.(cluster) ?? []),
    ],
  });
  const contract = options.isMeasured
    ? undefined
    : new HttpContract(backend.server, options.ownPaths);
  return {
    server: backend.server,
    cluster,
    /** What stands between the portal and the cluster. */
    front,
    git,
    async stop() {
      await backend.stop();
      await databases.close();
      await front.stop();
      await cluster.stop();
      contract?.assertKept();
    },
  };
}

/** A running test portal. */
export type Portal = Awaited<ReturnType<typeof startPortal>>;
