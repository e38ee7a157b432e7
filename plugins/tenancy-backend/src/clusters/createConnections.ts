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

/** What a way to a cluster needs. */
interface Ways {
  config: RootConfigService;
  auth: AuthService;
  discovery: DiscoveryService;
}

/** A way to each cluster that the platform names, by its name. */
export function createConnections(
  options: Ways & { platform: Platform },
): ReadonlyMap<string, ClusterConnection> {
  return new Map(
    clustersOf(options.platform).map(cluster => [
      cluster,
      connectionTo(cluster, options),
    ]),
  );
}

/** A way to a cluster: over a kubeconfig where `tenancy.kubeconfig` is set, else over the Kubernetes plugin. */
export function connectionTo(
  cluster: string,
  { config, auth, discovery }: Ways,
): ClusterConnection {
  const kubeconfig = config.getOptionalConfig('tenancy.kubeconfig');
  const path = kubeconfig?.getString('path');
  const context = kubeconfig?.getOptionalString('context');
  return path
    ? kubeconfigConnection({ cluster, path, ...(context ? { context } : {}) })
    : kubernetesPluginConnection({ cluster, auth, discovery });
}
