export type { Judges } from './checkPlanned';
export type { FilesInGit } from './filesInGit';
export { leftBehind, orphaned } from './leftBehind';
export { manifestsInGit } from './manifestsInGit';
export * from './olderHeads';
export * from './previewChange';
export * from './previewRequest';
export type { Removal } from './removals';
export * from './renderChange';
export {
  resolveAsk,
  type Expectation,
  type RequestAsk,
  type ResolvedAsk,
} from './resolveAsk';
