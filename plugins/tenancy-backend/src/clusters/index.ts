export { createClusterReaders } from './createClusterReaders';
export { customResourceDefinitions } from './customResourceDefinitions';
export { definitionsOf, unreadGroups } from './definitionObject';
export { LiveSnapshot, type LiveChange } from './LiveSnapshot';
