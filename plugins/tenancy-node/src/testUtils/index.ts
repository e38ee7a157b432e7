export { closingDatabases } from './closingDatabases';
export { GitHttpServer } from './GitHttpServer';
export { gitRepositoriesHere } from './gitRepositoriesHere';
export { default as googleStoreExtension } from './googleStoreExtension';
export {
  memoryGitRepositories,
  type MemoryGitRepositories,
} from './memoryGitRepositories';
export { default as queueExtension } from './queueExtension';
export { default as shuttleExtension } from './shuttleExtension';
export { previewContract } from './previewContract';
export { repositoriesByUrl } from './repositoriesByUrl';
export { userInfoOf } from './userInfoOf';
