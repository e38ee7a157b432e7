export { clustersOf, readPlatform } from './readPlatform';
export { platformView } from './platformView';
