import { KubernetesObject } from '../model';

/** A DaemonSet that runs something of the network on each node. */
export function agent(
  name: string,
  containers: Array<{ name: string; image?: string; args?: string[] }>,
  options: {
    namespace?: string;
    hostNetwork?: boolean;
    /** How many nodes take it. */
    nodes?: number;
    /** On how many of them it is ready; all if absent. */
    ready?: number;
    annotations?: Record<string, string>;
  } = {},
): KubernetesObject {
  const { namespace = 'kube-system', nodes = 3, annotations } = options;
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace, ...(annotations ? { annotations } : {}) },
    spec: {
      template: {
        spec: { hostNetwork: options.hostNetwork ?? true, containers },
      },
    },
    status: {
      desiredNumberScheduled: nodes,
      numberReady: options.ready ?? nodes,
    },
  };
}
