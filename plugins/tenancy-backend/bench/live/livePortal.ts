import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import permissionPlugin from '@backstage/plugin-permission-backend';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import permissionModule, {
  kubernetesModuleTenancy,
} from '@groundwork/backstage-plugin-permission-backend-module-tenancy';
import { tenantReadPermission } from '@groundwork/backstage-plugin-tenancy-common';
import PromiseRouter from 'express-promise-router';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ShortMemory } from '../../src/access/ShortMemory';
import { startPortal, tenantFile } from '../../src/__testUtils__/startPortal';

const ENTITY = 'component:default/web-1';

/** Says who asks on behalf of a user, as the real service does: the permission backend wants to know. */
const authWithActors = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory({ plugin }) {
    const auth = mockServices.auth({ pluginId: plugin.getId() });
    const asPlugin = auth.getPluginRequestToken.bind(auth);
    auth.getPluginRequestToken = async options => {
      const { onBehalfOf } = options;
      return auth.isPrincipal(onBehalfOf, 'user')
        ? {
            token: mockCredentials.user.token(
              onBehalfOf.principal.userEntityRef,
              { actor: { subject: `plugin:${plugin.getId()}` } },
            ),
          }
        : asPlugin(options);
    };
    return auth;
  },
});

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
  /** Called with the tenants of each signal. */
  onSignal: (tenants: readonly string[]) => void;
}) {
  const { url, tenants, folder, onSignal } = options;
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
  return startPortal({
    kubernetes: false,
    entities: [entity],
    files: Object.fromEntries(
      Array.from({ length: tenants }, (_, i) => [
        `platform/tenants/team-${i}.yaml`,
        tenantFile(`team-${i}`, 'payments'),
      ]),
    ),
    tenancy: { kubeconfig: { path }, git: { pollInterval: '30s' } },
    config: () => ({
      permission: { enabled: true },
      kubernetes: {
        serviceLocatorMethod: { type: 'multiTenant' },
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: [
              {
                name: 'one',
                url,
                authProvider: 'serviceAccount',
                serviceAccountToken: 'reader',
                skipMetricsLookup: true,
              },
            ],
          },
        ],
      },
    }),
    features: [
      authWithActors,
      emptyRoute,
      permissionsServiceFactory,
      permissionPlugin,
      permissionModule,
      kubernetesPlugin,
      kubernetesModuleTenancy,
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
