export * from './tenantNameField';
