export { causesInSteps, causesOf } from './causes';
export type { TenantCards } from './causes';
export { deliveredSync } from './deliveredSync';
export { networkStatus, networkStatusInSteps } from './network';
export { policyEnforcement } from './netpol/policyEnforcement';
export { quotasStatus, quotasStatusInSteps } from './quota';
export { secretsStatus, secretsStatusInSteps } from './secrets';
export {
  versionStatus,
  type VersionStatus,
  recentEvents,
  type NamedObject,
  workloadFinder,
  workloadsStatus,
  workloadsStatusInSteps,
} from './workloads';
export {
  actedApplicationOf,
  applicationPlace,
  CommitHistory,
  operationProgress,
  selectedSync,
  syncStatus,
} from './sync';
export type { ActedApplication, SelectedApplication } from './sync';
export type { CommitLine, StatusOptions, TouchingCommit } from './sync';
export type { TenantSubject } from './namespaces';
export * from './gateway';
export * from './tenants';
export * from './tenantStatus';
export { whyUnknown } from './unknown';
export {
  environmentState,
  tenantState,
  type ShortState,
} from './environmentState';
export {
  fluxInventory,
  fluxSource,
  fluxTarget,
  type FluxTarget,
  type InventoryEntry,
} from './flux';
export * from './drift';
export { accessStatus, accessStatusInSteps } from './access';
export * from './differences';
