import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { tenancyDecisions } from './decisions/tenancyDecisions';
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
        policy: policyExtensionPoint,
      },
      async init({ config, policy }) {
        policy.setPolicy(new TenancyPolicy(tenancyDecisions(config)));
      },
    });
  },
});
