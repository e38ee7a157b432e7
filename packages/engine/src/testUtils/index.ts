export { smallPlatform } from './smallPlatform';
export type { PlatformInput } from '../platform';
