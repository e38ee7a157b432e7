export * from './manifestsInGit';
export * from './previewChange';
export type { Removal } from './removals';
