import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { KindRegistry } from '@groundwork/engine';
import type { ClusterConnection } from './ClusterConnection';
import { ClusterReader } from './ClusterReader';
import type { WantedKind } from './discoverKinds';
import { definitionKind } from './kindsFor';
import type { LiveSnapshot } from './LiveSnapshot';

const MAX_OBJECTS = 50_000;

/** A reader of a cluster of the platform. */
export function createClusterReader(
  connection: ClusterConnection,
  options: {
    config: RootConfigService;
    kinds: readonly WantedKind[];
    snapshot: LiveSnapshot;
    logger: LoggerService;
  },
): ClusterReader {
  const { config, ...parts } = options;
  return new ClusterReader({
    connection,
    ...parts,
    maxObjects: maxObjectsOf(config),
  });
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
