export * from './JustBefore';
export * from './TenantChanges';
