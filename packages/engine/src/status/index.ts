export { causesInSteps, causesOf } from './causes';
export type { TenantCards } from './causes';
export { deliveredSync } from './deliveredSync';
export { networkStatus } from './network';
export { quotasStatus } from './quota';
export { secretsStatus } from './secrets';
export {
  versionStatus,
  type VersionStatus,
  recentEvents,
  type NamedObject,
  workloadFinder,
  workloadsStatus,
} from './workloads';
export {
  actedApplicationOf,
  CommitHistory,
  operationProgress,
  syncStatus,
} from './sync';
export type { ActedApplication } from './sync';
export type { CommitLine, StatusOptions, TouchingCommit } from './sync';
export type { TenantSubject } from './namespaces';
export * from './gateway';
export * from './tenants';
export * from './tenantStatus';
export {
  environmentState,
  tenantState,
  type ShortState,
} from './environmentState';
export * from './drift';
export { accessStatus } from './access';
export * from './differences';
