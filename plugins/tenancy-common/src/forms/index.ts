export type { ConditionalField, FormField, FormFields } from './FormFields';
export * from './formFromSpec';
export * from './specFromForm';
