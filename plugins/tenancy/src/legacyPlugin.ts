import type { JSX } from 'react';
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { TenancyClient, tenancyApiRef } from './api';
import {
  createTenantRouteRef,
  rootRouteRef,
  adoptRouteRef,
  setupRouteRef,
  templateRouteRef,
  tenantRouteRef,
} from './routes';

/**
 * The tenancy plugin for apps of the old frontend system.
 *
 * @public
 */
export const tenancyPlugin = createPlugin({
  id: 'tenancy',
  apis: [
    createApiFactory({
      api: tenancyApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new TenancyClient(deps),
    }),
  ],
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
});

/**
 * All tenants; mount at `/tenancy`.
 *
 * @public
 */
export const TenancyEstatePage: () => JSX.Element = tenancyPlugin.provide(
  createRoutableExtension({
    name: 'TenancyEstatePage',
    component: () =>
      import('./components/LegacyPages/LegacyEstatePage').then(
        m => m.LegacyEstatePage,
      ),
    mountPoint: rootRouteRef,
  }),
);

/**
 * One tenant; mount at `/tenancy/:tenant`.
 *
 * @public
 */
export const TenancyTenantPage: () => JSX.Element = tenancyPlugin.provide(
  createRoutableExtension({
    name: 'TenancyTenantPage',
    component: () =>
      import('./components/LegacyPages/LegacyTenantPage').then(
        m => m.LegacyTenantPage,
      ),
    mountPoint: tenantRouteRef,
  }),
);

/**
 * What the portal is connected to and what it lacks, for those who run it; mount at `/tenancy/setup`, before the page of a tenant.
 *
 * @public
 */
export const TenancySetupPage: () => JSX.Element = tenancyPlugin.provide(
  createComponentExtension({
    name: 'TenancySetupPage',
    component: {
      lazy: () =>
        import('./components/LegacyPages/LegacySetupPage').then(
          m => m.LegacySetupPage,
        ),
    },
  }),
);

/**
 * What is on the clusters and no tenant's yet, for those who run the platform; mount at `/tenancy/adopt`, before the page of a tenant.
 *
 * @public
 */
export const TenancyAdoptPage: () => JSX.Element = tenancyPlugin.provide(
  createComponentExtension({
    name: 'TenancyAdoptPage',
    component: {
      lazy: () =>
        import('./components/LegacyPages/LegacyAdoptPage').then(
          m => m.LegacyAdoptPage,
        ),
    },
  }),
);

/**
 * The sync card, for entity pages.
 *
 * @public
 */
export const EntityTenancySyncCard: () => JSX.Element = tenancyPlugin.provide(
  createComponentExtension({
    name: 'EntityTenancySyncCard',
    component: {
      lazy: () =>
        import('./components/EntityCards').then(m => m.EntitySyncCard),
    },
  }),
);

/**
 * The network card, for entity pages.
 *
 * @public
 */
export const EntityTenancyNetworkCard: () => JSX.Element =
  tenancyPlugin.provide(
    createComponentExtension({
      name: 'EntityTenancyNetworkCard',
      component: {
        lazy: () =>
          import('./components/EntityCards').then(m => m.EntityNetworkCard),
      },
    }),
  );

/**
 * The secrets card, for entity pages.
 *
 * @public
 */
export const EntityTenancySecretsCard: () => JSX.Element =
  tenancyPlugin.provide(
    createComponentExtension({
      name: 'EntityTenancySecretsCard',
      component: {
        lazy: () =>
          import('./components/EntityCards').then(m => m.EntitySecretsCard),
      },
    }),
  );

/**
 * The workloads card, for entity pages.
 *
 * @public
 */
export const EntityTenancyWorkloadsCard: () => JSX.Element =
  tenancyPlugin.provide(
    createComponentExtension({
      name: 'EntityTenancyWorkloadsCard',
      component: {
        lazy: () =>
          import('./components/EntityCards').then(m => m.EntityWorkloadsCard),
      },
    }),
  );

/**
 * The quota card, for entity pages.
 *
 * @public
 */
export const EntityTenancyQuotaCard: () => JSX.Element = tenancyPlugin.provide(
  createComponentExtension({
    name: 'EntityTenancyQuotaCard',
    component: {
      lazy: () =>
        import('./components/EntityCards').then(m => m.EntityQuotaCard),
    },
  }),
);

/**
 * Both cards and the requests, for a tab of an entity page.
 *
 * @public
 */
export const EntityTenancyContent: () => JSX.Element = tenancyPlugin.provide(
  createComponentExtension({
    name: 'EntityTenancyContent',
    component: {
      lazy: () =>
        import('./components/EntityCards').then(m => m.EntityTenantContent),
    },
  }),
);
