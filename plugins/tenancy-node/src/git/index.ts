export { createGitRepositories } from './createGitRepositories';
export { gitRepositoriesServiceRef } from './gitRepositoriesServiceRef';
export type {
  GitBranch,
  GitFile,
  GitPush,
  GitPushed,
  GitRepositories,
  GitTree,
} from './types';
