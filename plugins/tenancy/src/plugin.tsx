import { RiCommunityLine } from '@remixicon/react';
import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import {
  adoptPage,
  compactCard,
  estatePage,
  networkCard,
  quotaCard,
  secretsCard,
  setupPage,
  syncCard,
  tenancyApi,
  tenantContent,
  tenantPage,
  workloadsCard,
} from './extensions';
import { brokenOfMineWidget } from './homeWidget';
import { formFields } from './formFields';
import { templateOutputs } from './templateOutputs';
import {
  adoptRouteRef,
  createTenantRouteRef,
  rootRouteRef,
  setupRouteRef,
  templateRouteRef,
  tenantRouteRef,
} from './routes';

/**
 * The tenancy plugin for the new frontend system: cards, entity tab, pages and form fields.
 *
 * @public
 */
export const tenancyPlugin = createFrontendPlugin({
  pluginId: 'tenancy',
  title: 'Tenants',
  icon: <RiCommunityLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    setup: setupRouteRef,
    adopt: adoptRouteRef,
    tenant: tenantRouteRef,
  },
  externalRoutes: {
    create: createTenantRouteRef,
    template: templateRouteRef,
  },
  extensions: [
    tenancyApi,
    estatePage,
    tenantPage,
    setupPage,
    adoptPage,
    syncCard,
    networkCard,
    secretsCard,
    workloadsCard,
    quotaCard,
    tenantContent,
    compactCard,
    brokenOfMineWidget,
    ...formFields,
    templateOutputs,
  ],
});
