export { tenantPickerFieldOptions, tenantPickerField } from './TenantPicker';
