export * from './RenderContext';
export * from './manifestFile';
export * from './kustomizationFile';
export * from './renderTargets';
export * from './requestManifests';
export { mergeShared } from './mergeShared';
export * from './compareRender';
export * from './describeChanges';
