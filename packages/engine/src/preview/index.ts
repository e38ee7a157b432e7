export { leftBehind, orphaned } from './leftBehind';
export { manifestsInGit } from './manifestsInGit';
export * from './previewChange';
export type { Removal } from './removals';
export * from './renderChange';
