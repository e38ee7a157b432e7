export type { GitRepositories } from '../git';
export { GitHttpServer } from './GitHttpServer';
export {
  memoryGitRepositories,
  type MemoryGitRepositories,
} from './memoryGitRepositories';
