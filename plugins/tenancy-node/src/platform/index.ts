export {
  clustersOf,
  hasPlatform,
  NOT_CONFIGURED,
  readPlatform,
} from './readPlatform';
export { platformView } from './platformView';
