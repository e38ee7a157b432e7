export { createGitRepositories } from './createGitRepositories';
export { GitFileError } from './GitFileError';
export { gitRepositoriesServiceRef } from './gitRepositoriesServiceRef';
export { httpUrlOf, repositoryParts } from './gitUrls';
export { PUSHED_TOPIC } from './pushedTopic';
export { presentText } from './presentText';
export type {
  GitBranch,
  GitCommit,
  GitFile,
  GitHistory,
  GitPush,
  GitPushed,
  GitRepositories,
  GitTree,
  TouchedFolders,
} from './types';
