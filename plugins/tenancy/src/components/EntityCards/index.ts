export * from './EntityNetworkCard';
export * from './EntitySecretsCard';
export * from './EntitySyncCard';
export * from './EntityTenantContent';
export * from './EntityWorkloadsCard';
export * from './EntityQuotaCard';
