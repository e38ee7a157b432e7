export { healthOf } from './healthOf';
export { lacksHealthRule } from './lacksHealthRule';
export type { Health, HealthStatus } from './health';
