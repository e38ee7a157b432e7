export * from './RenderContext';
export * from './manifestFile';
export * from './kustomizationFile';
export * from './renderTargets';
export * from './requestManifests';
