export { healthOf } from './healthOf';
export { lacksHealthRule } from './lacksHealthRule';
export type { Health, HealthRule, HealthStatus } from './health';
