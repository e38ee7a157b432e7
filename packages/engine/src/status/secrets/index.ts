export { secretsStatus } from './secretsStatus';
