export { ClusterReader } from './ClusterReader';
export type { ClusterConnection } from './ClusterConnection';
export { LiveSnapshot, type LiveChange } from './LiveSnapshot';
export { kubeconfigConnection } from './kubeconfigConnection';
export { kubernetesPluginConnection } from './kubernetesPluginConnection';
