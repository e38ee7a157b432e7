export { Api } from './Api';
export type { Reply, WatchEvent } from './Api';
export type { Case } from './Suite';
export { contract } from './cases';
export { runContract } from './runContract';
