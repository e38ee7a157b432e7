export * from './LegacyEstatePage';
export * from './LegacyTenantPage';
