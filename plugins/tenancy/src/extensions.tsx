import { RiCommunityLine } from '@remixicon/react';
import type { FilterPredicate } from '@backstage/filter-predicates';
import {
  ApiBlueprint,
  PageBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { TenancyClient, tenancyApiRef } from './api';
import { hasTenant, mayBeShown } from './entities';
import { rootRouteRef, tenantRouteRef } from './routes';

export const tenancyApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: tenancyApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new TenancyClient(deps),
    }),
});

export const estatePage = PageBlueprint.make({
  params: {
    path: '/tenancy',
    title: 'Tenants',
    icon: <RiCommunityLine />,
    routeRef: rootRouteRef,
    loader: () => import('./components/EstatePage').then(m => <m.EstatePage />),
  },
});

export const tenantPage = PageBlueprint.make({
  name: 'tenant',
  params: {
    path: '/tenancy/:tenant',
    routeRef: tenantRouteRef,
    loader: () =>
      import('./components/TenantPage').then(m => <m.RoutedTenantPage />),
  },
});

export const setupPage = PageBlueprint.make({
  name: 'setup',
  params: {
    // Found before the page of a tenant, which can't have this name. A route of its own would be an entry of the sidebar.
    path: '/tenancy/setup',
    loader: () => import('./components/SetupPage').then(m => <m.SetupPage />),
  },
});

export const adoptPage = PageBlueprint.make({
  name: 'adopt',
  params: {
    // As the setup page.
    path: '/tenancy/adopt',
    loader: () => import('./components/AdoptPage').then(m => <m.AdoptPage />),
  },
});

export const syncCard = EntityCardBlueprint.make({
  name: 'sync',
  params: {
    type: 'content',
    filter: mayBeShown,
    loader: () =>
      import('./components/EntityCards').then(m => <m.EntitySyncCard />),
  },
});

export const networkCard = EntityCardBlueprint.make({
  name: 'network',
  params: {
    type: 'content',
    filter: mayBeShown,
    loader: () =>
      import('./components/EntityCards').then(m => <m.EntityNetworkCard />),
  },
});

export const secretsCard = EntityCardBlueprint.make({
  name: 'secrets',
  params: {
    type: 'content',
    filter: mayBeShown,
    loader: () =>
      import('./components/EntityCards').then(m => <m.EntitySecretsCard />),
  },
});

export const workloadsCard = EntityCardBlueprint.make({
  name: 'workloads',
  params: {
    type: 'content',
    filter: mayBeShown,
    loader: () =>
      import('./components/EntityCards').then(m => <m.EntityWorkloadsCard />),
  },
});

export const quotaCard = EntityCardBlueprint.make({
  name: 'quota',
  params: {
    type: 'content',
    filter: mayBeShown,
    loader: () =>
      import('./components/EntityCards').then(m => <m.EntityQuotaCard />),
  },
});

// Instead of the whole cards, on pages of components that are about more than where they run. Disabled until an app asks for it.
const isShownComponent: FilterPredicate = {
  $all: [{ kind: 'component' }, mayBeShown],
};

export const compactCard = EntityCardBlueprint.make({
  name: 'compact',
  disabled: true,
  params: {
    type: 'info',
    filter: isShownComponent,
    loader: () =>
      import('./components/CompactCard').then(m => <m.CompactCard />),
  },
});

export const tenantContent = EntityContentBlueprint.make({
  name: 'tenant',
  params: {
    path: 'tenant',
    title: 'Tenant',
    group: 'deployment',
    filter: hasTenant,
    loader: () =>
      import('./components/EntityCards').then(m => <m.EntityTenantContent />),
  },
});
