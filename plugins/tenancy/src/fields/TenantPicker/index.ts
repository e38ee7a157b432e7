export * from './tenantPickerField';
