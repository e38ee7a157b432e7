export * from './isTenancyAvailable';
export * from './isTenantEntity';
export * from './predicates';
