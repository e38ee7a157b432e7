import { RiCommunityLine } from '@remixicon/react';
import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import {
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
