export { tenantNameFieldOptions, tenantNameField } from './TenantName';
