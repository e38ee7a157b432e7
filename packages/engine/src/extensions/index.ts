export type { Extension } from './Extension';
export { noExtensions, type Extensions } from './Extensions';
export { ExtensionError } from './ExtensionError';
export { argocdDelivery } from './argocdDelivery';
export { combineExtensions } from './combineExtensions';
