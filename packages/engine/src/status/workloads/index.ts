export { workloadsStatus } from './workloadsStatus';
