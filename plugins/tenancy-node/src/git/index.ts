export { createGitRepositories } from './createGitRepositories';
export { gitRepositoriesServiceRef } from './gitRepositoriesServiceRef';
export type {
  GitBranch,
  GitCommit,
  GitFile,
  GitHistory,
  GitPush,
  GitPushed,
  GitRepositories,
  GitTree,
} from './types';
