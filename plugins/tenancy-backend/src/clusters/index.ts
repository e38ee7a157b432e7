export { createClusterReaders } from './createClusterReaders';
export { customResourceDefinitions } from './customResourceDefinitions';
export { LiveSnapshot, type LiveChange } from './LiveSnapshot';
