export * from './request';
export * from './template';
export * from './storePath';
export * from './secretObjects';
export { secretCapability } from './secretCapability';
