export {
  clustersOf,
  hasOnlyUnmanaged,
  hasPlatform,
  NOT_CONFIGURED,
  readPlatform,
} from './readPlatform';
export { hasEndpoint } from './hasEndpoint';
export { readDuration } from './readDuration';
export { platformView } from './platformView';
export { proposalWords } from './proposalWords';
