export { mergeShared } from './mergeShared';
export * from './compareRender';
export * from './describeChanges';
export * from './describeQuota';
