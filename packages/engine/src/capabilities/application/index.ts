export type { ApplicationRequest, ApplicationSpec } from './request';
export type { Source as ApplicationSource } from './source';
export { sourceReposOf } from './repository';
export { applicationName } from './applicationName';
export { applicationCapability } from './applicationCapability';
