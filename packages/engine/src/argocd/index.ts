export { type Destination, isDestinationPermitted } from './destinations';
export { globMatches } from '../names/globMatches';
export { normalRepository } from './normalRepository';
export * from './permits';
export { shellMatches } from './shellMatches';
export { applicationUrl } from './applicationUrl';
export { type GlobalProject, virtualProject } from './virtualProject';
