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
import {
  TENANT_ANNOTATION,
  TENANT_RESOURCE_TYPE,
} from '@groundwork/backstage-plugin-tenancy-common';
import { TenancyClient, tenancyApiRef } from './api';
import { rootRouteRef, tenantRouteRef } from './routes';

// A predicate and not a function: adopters can change it in app-config, and it loads no code.
const hasTenant: FilterPredicate = {
  $any: [
    { kind: 'resource', 'spec.type': TENANT_RESOURCE_TYPE },
    { [`metadata.annotations.${TENANT_ANNOTATION}`]: { $exists: true } },
  ],
};

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

export const syncCard = EntityCardBlueprint.make({
  name: 'sync',
  params: {
    type: 'content',
    filter: hasTenant,
    loader: () =>
      import('./components/EntityCards').then(m => <m.EntitySyncCard />),
  },
});

export const networkCard = EntityCardBlueprint.make({
  name: 'network',
  params: {
    type: 'content',
    filter: hasTenant,
    loader: () =>
      import('./components/EntityCards').then(m => <m.EntityNetworkCard />),
  },
});

export const secretsCard = EntityCardBlueprint.make({
  name: 'secrets',
  params: {
    type: 'content',
    filter: hasTenant,
    loader: () =>
      import('./components/EntityCards').then(m => <m.EntitySecretsCard />),
  },
});

export const workloadsCard = EntityCardBlueprint.make({
  name: 'workloads',
  params: {
    type: 'content',
    filter: hasTenant,
    loader: () =>
      import('./components/EntityCards').then(m => <m.EntityWorkloadsCard />),
  },
});

export const quotaCard = EntityCardBlueprint.make({
  name: 'quota',
  params: {
    type: 'content',
    filter: hasTenant,
    loader: () =>
      import('./components/EntityCards').then(m => <m.EntityQuotaCard />),
  },
});

// Instead of the whole cards, on pages of components that are about more than where they run. Disabled until an app asks for it.
const isComponentOfTenant: FilterPredicate = {
  $all: [{ kind: 'component' }, hasTenant],
};

export const compactCard = EntityCardBlueprint.make({
  name: 'compact',
  disabled: true,
  params: {
    type: 'info',
    filter: isComponentOfTenant,
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
