export { secretsStatus, secretsStatusInSteps } from './secretsStatus';
