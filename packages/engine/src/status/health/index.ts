export { healthOf } from './healthOf';
export type { Health, HealthStatus } from './health';
