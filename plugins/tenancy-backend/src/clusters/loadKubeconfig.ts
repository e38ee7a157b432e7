import type { KubeConfig } from '@kubernetes/client-node';
import { ClusterError } from './ClusterError';

/**
 * A kubeconfig file, at the context of a cluster.
 *
 * @throws ClusterError if it has no such context
 */
export async function loadKubeconfig(options: {
  cluster: string;
  path: string;
  context: string;
  /** Loads the client library; large and ESM only, so not before somebody uses it. */
  loadClient(): Promise<{ KubeConfig: typeof KubeConfig }>;
}): Promise<KubeConfig> {
  const { cluster, path, context, loadClient } = options;
  const client = await loadClient();
  const config = new client.KubeConfig();
  config.loadFromFile(path);
  if (!config.getContextObject(context)) {
    throw new ClusterError(
      'unreachable',
      `the kubeconfig has no context ${context} for cluster ${cluster}; add it, or correct tenancy.kubeconfig`,
    );
  }
  config.setCurrentContext(context);
  const current = config.getCurrentCluster();
  // The client refuses plain HTTP unless told not to verify, though there is nothing to verify.
  if (current?.server.startsWith('http:')) {
    Object.assign(current, { skipTLSVerify: true });
  }
  return config;
}
