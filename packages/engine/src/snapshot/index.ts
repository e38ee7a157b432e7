export * from './arraySnapshot';
export * from './compile';
export { grouped } from './grouped';
export type { Groups, KeysOf } from './groups';
export {
  overlaySnapshot,
  type OverlaySnapshot,
  type PlannedObjects,
} from './overlaySnapshot';
export { matchesSelector } from './selector';
export { reachOf } from './reachOf';
export { readObject } from './readObject';
export type {
  HeldKind,
  NewShelf,
  ObjectIdentity,
  Shelf,
  ShelvesOf,
} from './shelf';
export * from './snapshotIndex';
