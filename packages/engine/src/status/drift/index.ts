export {
  ManagedPathsReader,
  forgetManagers,
  managersOf,
  rememberManagers,
} from './managedPaths';
export type { ManagedEntry, ManagedPaths } from './managedPaths';
export type { Mask, MaskStep } from './Mask';
export { driftSources } from './driftSource';
export type { DriftSource, ManifestSource } from './driftSource';
export { readManifestsInSteps } from './manifests/readManifests';
export type {
  Manifest,
  ManifestFiles,
  Manifests,
  UnreadManifests,
} from './manifests/Manifest';
export { shownManifest } from './shownManifest';
export { driftSummary, environmentDriftInSteps } from './environmentDrift';
export type { DriftWorld, WholeObject } from './applicationDrift';
export type { FoundManifests } from './manifestIndex';
