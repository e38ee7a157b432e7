import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { kubernetesServiceLocatorExtensionPoint } from '@backstage/plugin-kubernetes-node';
import { guardTab } from './guardedTab';
import { OwnNamespacesLocator } from './OwnNamespacesLocator';

/**
 * Keeps the Kubernetes plugin's tab on entities to namespaces of the caller's own tenants, as tenancy-backend maps them.
 * It takes the place of `kubernetes.serviceLocatorMethod`, and goes with `tenancy.permissions.kubernetesTab`.
 *
 * @public
 */
export const kubernetesModuleTenancy = createBackendModule({
  pluginId: 'kubernetes',
  moduleId: 'tenancy',
  register({ registerInit }) {
    registerInit({
      deps: {
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        lifecycle: coreServices.lifecycle,
        locators: kubernetesServiceLocatorExtensionPoint,
      },
      async init({ auth, discovery, lifecycle, locators }) {
        locators.addServiceLocator(
          async ({ clusterSupplier }) =>
            new OwnNamespacesLocator({
              auth,
              discovery,
              clusters: credentials =>
                clusterSupplier.getClusters({ credentials }),
            }),
        );
        lifecycle.addShutdownHook(guardTab());
      },
    });
  },
});
