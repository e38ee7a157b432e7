export * from './Capability';
export * from './RenderContext';
export { manifestFile, textFile } from './manifestFile';
export { kustomizationFile } from './kustomizationFile';
export * from './renderTargets';
export * from './requestManifests';
