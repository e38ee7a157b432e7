export { enforcementInSteps, type EnforcementOptions } from './enforcement';
export type {
  CutRoute,
  Enforcement,
  EnvironmentEnforcement,
  QuotaOverrun,
  RefusedObject,
  RefusedPods,
} from './EnvironmentEnforcement';
