export { syncStatus } from './syncStatus';
export type { StatusOptions } from './StatusOptions';
export { CommitHistory } from './CommitHistory';
export type { CommitLine, TouchingCommit } from './CommitHistory';
export * from './acting';
