import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { KindRegistry, Platform } from '@groundwork/engine';
import type { ClusterConnection } from './ClusterConnection';
import { ClusterReader } from './ClusterReader';
import { definitionKind, kindsFor } from './kindsFor';
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
  return [...connections].map(
    ([cluster, connection]) =>
      new ClusterReader({
        connection,
        kinds: kindsFor(cluster, platform),
        snapshot,
        logger,
        maxObjects: maxObjectsOf(config),
      }),
  );
}

/** A reader of all kinds of a cluster that no platform names; in `namespaces` alone where it may not read them everywhere. */
export function readerOf(
  connection: ClusterConnection,
  options: {
    config: RootConfigService;
    logger: LoggerService;
    snapshot: LiveSnapshot;
    kinds: KindRegistry;
    namespaces: (kind: { group: string; kind: string }) => readonly string[];
  },
): ClusterReader {
  const { config, kinds, logger, snapshot, namespaces } = options;
  return new ClusterReader({
    connection,
    kinds: [...kinds.watched, definitionKind(kinds)],
    snapshot,
    logger,
    maxObjects: maxObjectsOf(config),
    narrow: { namespaces },
  });
}

function maxObjectsOf(config: RootConfigService): number {
  return config.getOptionalNumber('tenancy.watch.maxObjects') ?? MAX_OBJECTS;
}
