export * from './RenderContext';
export { manifestFile, textFile } from './manifestFile';
export { kustomizationFile } from './kustomizationFile';
export * from './renderTargets';
export * from './requestManifests';
export { mergeShared } from './mergeShared';
export * from './compareRender';
export * from './describeChanges';
export * from './describeQuota';
