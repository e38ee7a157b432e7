export * from './arraySnapshot';
export * from './compile';
export {
  overlaySnapshot,
  type OverlaySnapshot,
  type PlannedObjects,
} from './overlaySnapshot';
export { matchesSelector } from './selector';
export * from './snapshotIndex';
export * from './watchedKinds';
