export * from './EntityNetworkCard';
export * from './EntitySyncCard';
export * from './EntityTenantContent';
