export * from './useEntityStatus';
export * from './usePlatform';
export * from './useRequests';
export * from './useTenants';
export * from './useTenantStatus';
export * from './useCreateLink';
export * from './useEntityTenantStatus';
export * from './useTemplateLink';
