export { quotasStatus, quotasStatusInSteps } from './quotasStatus';
