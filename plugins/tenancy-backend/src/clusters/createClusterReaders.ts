import type {
  AuthService,
  DiscoveryService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { clustersOf } from '@groundwork/backstage-plugin-tenancy-node';
import type { Platform } from '@groundwork/engine';
import { ClusterReader } from './ClusterReader';
import { kindsFor } from './kindsFor';
import { kubeconfigConnection } from './kubeconfigConnection';
import { kubernetesPluginConnection } from './kubernetesPluginConnection';
import type { LiveSnapshot } from './LiveSnapshot';

const MAX_OBJECTS = 50_000;

/**
 * A reader for each cluster that the platform names: over a kubeconfig where `tenancy.kubeconfig` is set,
 * else over the Kubernetes plugin.
 */
export function createClusterReaders(options: {
  config: RootConfigService;
  platform: Platform;
  snapshot: LiveSnapshot;
  auth: AuthService;
  discovery: DiscoveryService;
  logger: LoggerService;
}): ClusterReader[] {
  const { config, platform, snapshot, auth, discovery, logger } = options;
  const kubeconfig = config.getOptionalConfig('tenancy.kubeconfig');
  const path = kubeconfig?.getString('path');
  const context = kubeconfig?.getOptionalString('context');
  const maxObjects =
    config.getOptionalNumber('tenancy.watch.maxObjects') ?? MAX_OBJECTS;
  return clustersOf(platform).map(
    cluster =>
      new ClusterReader({
        connection: path
          ? kubeconfigConnection({
              cluster,
              path,
              ...(context ? { context } : {}),
            })
          : kubernetesPluginConnection({ cluster, auth, discovery }),
        kinds: kindsFor(cluster, platform),
        snapshot,
        logger,
        maxObjects,
      }),
  );
}
