export { syncStatus } from './syncStatus';
export type { StatusOptions } from './syncStatus';
