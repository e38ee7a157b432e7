export * from './TenantContent';
