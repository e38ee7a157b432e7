import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { tenantReadPermission } from '@groundwork/backstage-plugin-tenancy-common';
import PromiseRouter from 'express-promise-router';
import type { Knex } from 'knex';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ShortMemory } from '../../src/access/ShortMemory';
import {
  policedConfig,
  policedFeatures,
} from '../../src/__testUtils__/policedFeatures';
import { startPortal, tenantFile } from '../../src/__testUtils__/startPortal';
import { readyGit } from '../readyGit';

const ENTITY = 'component:default/web-1';

/** A route of the same plugin that asks who it is, for the entity and for the permission as the status does, and no more. */
const emptyRoute = createBackendModule({
  pluginId: 'tenancy',
  moduleId: 'empty-route',
  register({ registerInit }) {
    registerInit({
      deps: {
        catalog: catalogServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
        userInfo: coreServices.userInfo,
      },
      async init({ catalog, httpAuth, httpRouter, permissions, userInfo }) {
        const decisions = new ShortMemory<PolicyDecision[]>({
          milliseconds: 5_000,
          most: 10,
        });
        const router = PromiseRouter();
        router.get('/empty', async (req, res) => {
          const credentials = await httpAuth.credentials(req);
          const { userEntityRef } = await userInfo.getUserInfo(credentials);
          await catalog.getEntityByRef(ENTITY, { credentials });
          await decisions.get(userEntityRef, () =>
            permissions.authorizeConditional(
              [{ permission: tenantReadPermission }],
              { credentials },
            ),
          );
          res.json({});
        });
        httpRouter.use(router);
      },
    });
  },
});

/** All that a page of the tenant asks for again and again, and what it asks for when its events are opened. */
export const pages = {
  cards: [
    '/api/tenancy/entities/component/default/web-1/status',
    ...['secrets', 'workloads', 'quota', 'changes', 'differences'].map(
      card => `/api/tenancy/tenants/team-1/${card}`,
    ),
    '/api/tenancy/tenants',
  ],
  events: ['/api/tenancy/tenants/team-1/events'],
};

/** Where a status is asked for, beside what it is measured against. */
export const paths = {
  status: '/api/tenancy/entities/component/default/web-1/status',
  empty: '/api/tenancy/empty',
  kubernetes: '/api/kubernetes/services/web-1',
};

/** An entity of the tenant that is looked at. */
export const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'web-1',
    namespace: 'default',
    annotations: {
      'tenancy.groundwork.dev/tenant': 'team-1',
      'backstage.io/kubernetes-id': 'web-1',
      'backstage.io/kubernetes-namespace': 'team-1',
      'backstage.io/kubernetes-label-selector': 'app',
    },
  },
  spec: { type: 'service', owner: 'group:default/payments' },
};

/** A portal that reads this API server with the plugin and, when it is asked, with Backstage's Kubernetes backend. */
export async function startLivePortal(options: {
  url: string;
  tenants: number;
  folder: string;
  /** The database; one in memory when left out. */
  knex?: Knex;
  /** Called with the tenants of each signal. */
  onSignal: (tenants: readonly string[]) => void;
}) {
  const { url, tenants, folder, knex, onSignal } = options;
  const path = join(folder, 'kubeconfig');
  writeFileSync(
    path,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'one', cluster: { server: url } }],
      users: [{ name: 'reader', user: { token: 'reader' } }],
      contexts: [{ name: 'one', context: { cluster: 'one', user: 'reader' } }],
      'current-context': 'one',
    }),
  );
  const repositories = await readyGit(
    Object.fromEntries(
      Array.from({ length: tenants }, (_, i) => [
        `platform/tenants/team-${i}.yaml`,
        tenantFile(`team-${i}`, 'payments'),
      ]),
    ),
  );
  return startPortal({
    isMeasured: true,
    kubernetes: false,
    entities: [entity],
    repositories,
    ...(knex ? { knex } : {}),
    tenancy: { kubeconfig: { path }, git: { pollInterval: '30s' } },
    config: () =>
      policedConfig(url, {
        authProvider: 'serviceAccount',
        serviceAccountToken: 'reader',
      }),
    features: [
      ...policedFeatures,
      emptyRoute,
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({
          async publish({ message }) {
            const { tenants: changed } = message as { tenants?: string[] };
            onSignal(changed ?? []);
          },
        }),
      }),
    ],
  });
}
