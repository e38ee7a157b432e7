export { smallPlatform } from './smallPlatform';
