export type { SecretOverride, SecretRequest, SecretSpec } from './request';
export type { SecretTemplate } from './template';
export { storePath, storePrefix, type StorePath } from './storePath';
export { secretCapability } from './secretCapability';
