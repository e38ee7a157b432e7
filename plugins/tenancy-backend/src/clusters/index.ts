export { createClusterReaders } from './createClusterReaders';
export { definitionsOf, unreadGroups } from './definitionObject';
export { LiveSnapshot, type LiveChange } from './LiveSnapshot';
