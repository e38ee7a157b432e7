import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/core-plugin-api';

/**
 * The estate page.
 *
 * @public
 */
export const rootRouteRef = createRouteRef({ id: 'tenancy' });

/**
 * The page of one tenant.
 *
 * @public
 */
export const tenantRouteRef = createRouteRef({
  id: 'tenancy.tenant',
  params: ['tenant'],
});

/**
 * What the portal is connected to and what it lacks.
 *
 * @public
 */
export const setupRouteRef = createSubRouteRef({
  id: 'tenancy.setup',
  parent: rootRouteRef,
  path: '/setup',
});

/**
 * What is on the clusters and no tenant's yet.
 *
 * @public
 */
export const adoptRouteRef = createSubRouteRef({
  id: 'tenancy.adopt',
  parent: rootRouteRef,
  path: '/adopt',
});

/**
 * Where a template is filled in: by default the page of that template.
 *
 * @public
 */
export const templateRouteRef = createExternalRouteRef({
  id: 'tenancy.template',
  optional: true,
  params: ['namespace', 'templateName'],
  defaultTarget: 'scaffolder.selectedTemplate',
});

/**
 * Where a tenant is asked for: by default the list of software templates.
 *
 * @public
 */
export const createTenantRouteRef = createExternalRouteRef({
  id: 'tenancy.create',
  optional: true,
  defaultTarget: 'scaffolder.root',
});
