export * from './TenantOutputs';
