export * from './TenantAccess';
