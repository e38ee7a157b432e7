export { GitHttpServer } from './GitHttpServer';
export {
  memoryGitRepositories,
  type MemoryGitRepositories,
} from './memoryGitRepositories';
