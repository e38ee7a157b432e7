export * from './platform';
export {
  MOST_ENVIRONMENTS,
  platformSchema,
  type PlatformConfig,
  type PlatformInput,
} from './platformSchema';
export type * from './Delivery';
export { deliveryOf, usesArgoCd } from './deliveryOf';
export * from './PlatformError';
export type { PlatformProblem } from './PlatformProblem';
export * from './kindsOf';
export * from './parsePlatform';
export * from './environment';
export {
  hasBranchOfEachTenant,
  hasOwnBranch,
  repositoryOf,
  type BranchAddress,
} from './repositoryOf';
export { tenantPlaceProblem } from './tenantPlaces';
export * from './scaling';
export * from './stores';
export { tierSchema, type Tier } from './tier';
export * from './platformSection';
export {
  gatewayApiVersion,
  missingFeature,
  newestGatewayApi,
  type GatewayApi,
  type GatewayFeature,
} from './gatewayApi';
export {
  storePath,
  storePrefix,
  type StorePath,
  type StoreUser,
} from './storePath';
export type { PlatformManifests } from './manifestsSchema';
export { kindOfTemplate, templateValues } from './objectTemplate';
