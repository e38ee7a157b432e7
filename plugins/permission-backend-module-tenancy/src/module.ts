import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { tenancyDecisions } from './decisions/tenancyDecisions';
import { readTab } from './decisions/readTab';
import { isTabGuarded } from './kubernetes/guardedTab';
import { TenancyPolicy } from './TenancyPolicy';

/**
 * Sets the policy of the portal. A portal has one: where there is another already, that one asks
 * {@link tenancyDecisions} first in place of this module.
 *
 * @public
 */
export const permissionModuleTenancy = createBackendModule({
  pluginId: 'permission',
  moduleId: 'tenancy',
  register({ registerInit }) {
    registerInit({
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.logger,
        policy: policyExtensionPoint,
      },
      async init({ config, lifecycle, logger, policy }) {
        policy.setPolicy(new TenancyPolicy(tenancyDecisions(config)));
        lifecycle.addStartupHook(() => {
          if (readTab(config) === true && !isTabGuarded()) {
            logger.error(
              'tenancy.permissions.kubernetesTab is set, and kubernetesModuleTenancy is not installed in this backend: the tab of the Kubernetes plugin stays shut for all but admins, since it would show every team all clusters. The platform team adds backend.add(kubernetesModuleTenancy), sets guardedElsewhere where the Kubernetes plugin runs in another backend that has it, or takes the setting out.',
            );
          }
        });
      },
    });
  },
});
