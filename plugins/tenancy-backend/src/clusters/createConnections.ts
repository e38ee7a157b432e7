import type {
  AuthService,
  DiscoveryService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { clustersOf } from '@groundwork/backstage-plugin-tenancy-node';
import type { Platform } from '@groundwork/engine';
import type { ClusterConnection } from './ClusterConnection';
import { kubeconfigConnection } from './kubeconfigConnection';
import { kubernetesPluginConnection } from './kubernetesPluginConnection';

/**
 * A way to each cluster that the platform names, by its name: over a kubeconfig where `tenancy.kubeconfig` is set, else over the
 * Kubernetes plugin.
 */
export function createConnections(options: {
  config: RootConfigService;
  platform: Platform;
  auth: AuthService;
  discovery: DiscoveryService;
}): ReadonlyMap<string, ClusterConnection> {
  const { config, platform, auth, discovery } = options;
  const kubeconfig = config.getOptionalConfig('tenancy.kubeconfig');
  const path = kubeconfig?.getString('path');
  const context = kubeconfig?.getOptionalString('context');
  return new Map(
    clustersOf(platform).map(cluster => [
      cluster,
      path
        ? kubeconfigConnection({
            cluster,
            path,
            ...(context ? { context } : {}),
          })
        : kubernetesPluginConnection({ cluster, auth, discovery }),
    ]),
  );
}
