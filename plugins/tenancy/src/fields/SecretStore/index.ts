export { secretStoreFieldOptions, secretStoreField } from './SecretStore';
