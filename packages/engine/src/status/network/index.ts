export { networkStatus } from './networkStatus';
