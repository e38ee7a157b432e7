export { networkStatus, networkStatusInSteps } from './networkStatus';
