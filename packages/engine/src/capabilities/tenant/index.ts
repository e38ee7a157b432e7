export * from './request';
export * from './syncWindow';
export * from './tenantCapability';
export * from './grantedPorts';
export * from './describeQuota';
export { isTenantRequest } from './isTenantRequest';
export { tenantApplicationUrl } from './tenantApplicationUrl';
export { tenantConflicts } from './tenantConflicts';
export { isReportOnly } from './TenantTarget';
