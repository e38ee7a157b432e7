export type { ClusterConnection } from './ClusterConnection';
export { createConnections } from './createConnections';
export { createClusterReaders } from './createClusterReaders';
export { definitionsOf, unreadGroups } from './definitionObject';
export { RecentEvents, type NamespaceEvents } from './RecentEvents';
export { LiveSnapshot, type LiveChange } from './LiveSnapshot';
