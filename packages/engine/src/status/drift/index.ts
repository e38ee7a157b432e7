export {
  ManagedPathsReader,
  forgetManagers,
  managersOf,
  rememberManagers,
} from './managedPaths';
export type { ManagedPaths } from './managedPaths';
export { driftSources } from './driftSource';
export type { DriftSource, ManifestSource } from './driftSource';
export { readManifestsInSteps } from './manifests/readManifests';
export type {
  ManifestFiles,
  Manifests,
  UnreadManifests,
} from './manifests/Manifest';
export { driftSummary, environmentDriftInSteps } from './environmentDrift';
export type { DriftWorld } from './applicationDrift';
export type { FoundManifests } from './manifestIndex';
