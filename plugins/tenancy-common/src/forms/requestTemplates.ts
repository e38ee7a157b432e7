/*
 * Written by the script `schemas` of the engine, from its list of capabilities.
 */

/**
 * Names of the templates with the forms of requests, one for each kind that Groundwork brings.
 *
 * @public
 */
export const requestTemplates: readonly string[] = [
  'kubernetes-tenant',
  'kubernetes-workload',
  'kubernetes-route',
  'kubernetes-secret',
  'kubernetes-application',
  'kubernetes-service',
  'kubernetes-scaler',
];

/**
 * The kind of the requests that are the tenants themselves, whose name is that of the tenant.
 *
 * @public
 */
export const tenantKind = 'Tenant';
