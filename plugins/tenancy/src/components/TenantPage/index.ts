export * from './RoutedTenantPage';
export * from './TenantPage';
