export {
  perEnvironmentFieldOptions,
  perEnvironmentField,
} from './PerEnvironment';
