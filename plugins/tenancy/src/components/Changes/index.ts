export * from './changeHref';
export * from './JustBefore';
export * from './TenantChanges';
