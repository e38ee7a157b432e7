export * from './request';
export * from './syncWindow';
export * from './tenantDomains';
export * from './tenantCapability';
export * from './grantedPorts';
export * from './storeRole';
export { tenantConflicts } from './tenantConflicts';
