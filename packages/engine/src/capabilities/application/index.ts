export * from './request';
export * from './source';
export { sourceReposOf } from './repository';
export { applicationName } from './applicationObjects';
export { applicationCapability } from './applicationCapability';
