import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  mockCredentials,
  mockServices,
  type startTestBackend,
} from '@backstage/backend-test-utils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import permissionPlugin from '@backstage/plugin-permission-backend';
import permissionModule, {
  kubernetesModuleTenancy,
} from '@groundwork/backstage-plugin-permission-backend-module-tenancy';

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

/** The permission backend with the shipped policy, and Backstage's own Kubernetes backend, for `startPortal`. */
export const policedFeatures: NonNullable<
  Parameters<typeof startTestBackend>[0]['features']
> = [
  authWithActors,
  permissionsServiceFactory,
  permissionPlugin,
  permissionModule,
  kubernetesPlugin,
  kubernetesModuleTenancy,
];

/** The configuration that goes with them, for a cluster at this address; `access` says how the Kubernetes backend signs in there. */
export function policedConfig(url: string, access: object): object {
  const cluster = { name: 'one', url, skipMetricsLookup: true, ...access };
  return {
    permission: { enabled: true },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [{ type: 'config', clusters: [cluster] }],
    },
  };
}
