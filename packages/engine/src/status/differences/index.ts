export {
  compareEnvironments,
  compareEnvironmentsInSteps,
  type ComparisonOptions,
  type TenantInGit,
} from './compareEnvironments';
