import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { Platform } from '@groundwork/engine';
import type { ClusterConnection } from './ClusterConnection';
import { ClusterReader } from './ClusterReader';
import { kindsFor } from './kindsFor';
import type { LiveSnapshot } from './LiveSnapshot';

const MAX_OBJECTS = 50_000;

/** A reader for each cluster that there is a way to. */
export function createClusterReaders(options: {
  config: RootConfigService;
  platform: Platform;
  snapshot: LiveSnapshot;
  connections: ReadonlyMap<string, ClusterConnection>;
  logger: LoggerService;
}): ClusterReader[] {
  const { config, platform, snapshot, connections, logger } = options;
  const maxObjects =
    config.getOptionalNumber('tenancy.watch.maxObjects') ?? MAX_OBJECTS;
  return [...connections].map(
    ([cluster, connection]) =>
      new ClusterReader({
        connection,
        kinds: kindsFor(cluster, platform),
        snapshot,
        logger,
        maxObjects,
      }),
  );
}
