export { networkStatus } from './network';
export { syncStatus } from './sync';
export type { StatusOptions } from './sync';
export type { TenantSubject } from './namespaces';
export * from './health';
export * from './tenants';
export * from './tenantStatus';
