export type {
  ConditionalField,
  FormChoice,
  FormField,
  FormFields,
} from './FormFields';
export * from './formFromSpec';
export * from './specFromForm';
export * from './editFromForm';
export * from './copyOf';
export * from './requestTemplates';
