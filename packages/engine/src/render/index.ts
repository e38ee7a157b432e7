export { mergeShared } from './mergeShared';
export * from './compareRender';
export { handEdited } from './handEdited';
export * from './describeChanges';
