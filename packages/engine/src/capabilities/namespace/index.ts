export * from './request';
export * from './syncWindow';
export * from './tenantDomains';
export * from './tenantCapability';
