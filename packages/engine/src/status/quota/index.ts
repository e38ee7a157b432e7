export { quotasStatus } from './quotasStatus';
