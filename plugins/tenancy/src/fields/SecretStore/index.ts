export * from './secretStoreField';
