export { clustersOf, readPlatform } from './readPlatform';
