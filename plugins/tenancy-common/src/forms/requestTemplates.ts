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
