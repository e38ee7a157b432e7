export * from './GitRepositories';
export * from './seedRepository';
export * from './startGitServer';
