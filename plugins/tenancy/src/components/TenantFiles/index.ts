export * from './TenantFiles';
