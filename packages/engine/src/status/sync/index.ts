export { syncStatus } from './syncStatus';
export { applicationPlace } from './destination';
export type { StatusOptions } from './StatusOptions';
export { selectedSync, type SelectedApplication } from './selectedSync';
export { CommitHistory } from './CommitHistory';
export type { CommitLine, TouchingCommit } from './CommitHistory';
export * from './acting';
