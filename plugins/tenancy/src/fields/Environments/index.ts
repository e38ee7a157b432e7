export { environmentsFieldOptions, environmentsField } from './Environments';
