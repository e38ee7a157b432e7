export type { SecretOverride, SecretRequest, SecretSpec } from './request';
export type { SecretTemplate } from './template';
export { secretCapability } from './secretCapability';
