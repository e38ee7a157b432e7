export * from './arraySnapshot';
export * from './compile';
export * from './overlaySnapshot';
export { matchesSelector } from './selector';
export * from './snapshotIndex';
export * from './watchedKinds';
