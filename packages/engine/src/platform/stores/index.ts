export type {
  SecretStoreProvider,
  StoreConfig,
  StorePolicy,
  StoreUse,
} from './SecretStoreProvider';
export {
  builtInStoreProviders,
  storeProviderOf,
  type StoreProviders,
} from './storeProviders';
export {
  secretStoreSchema,
  storeSchemaOf,
  type StoreConfigInput,
} from './storeSchema';
