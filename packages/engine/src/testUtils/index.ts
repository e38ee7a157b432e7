export { smallPlatform } from './smallPlatform';
export type { PlatformInput } from '../platform';
export { clusterLayout } from './clusterLayout';
