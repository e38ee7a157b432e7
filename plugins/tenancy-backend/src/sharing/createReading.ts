import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { Platform } from '@groundwork/engine';
import type { Knex } from 'knex';
import type { Lease } from '../changes/Lease';
import {
  type ClusterConnection,
  createClusterReader,
  kindsFor,
  type LiveSnapshot,
  type WantedKind,
} from '../clusters';
import { createKeeping, isInMemory } from '../keeping/createKeeping';
import { shareClusters } from './shareClusters';

/** What reads the clusters of the platform, and keeps what it read. */
export interface Reading {
  /** Resolves when what was kept before is shown and clusters are read. */
  start(): Promise<void>;
  /** Resolves when what is being written is. */
  stop(): Promise<void>;
}

interface Parts {
  config: RootConfigService;
  db: Knex;
  platform: Platform;
  snapshot: LiveSnapshot;
  connections: ReadonlyMap<string, ClusterConnection>;
  lease: Pick<Lease, 'isHeld'>;
  logger: LoggerService;
}

/** Whether `tenancy.watch.shared` says that replicas share the reading of clusters. */
export function isShared(config: RootConfigService): boolean {
  return config.getOptionalBoolean('tenancy.watch.shared') ?? false;
}

/**
 * Reads all clusters, or shares that with the other replicas where `tenancy.watch.shared` says so.
 *
 * @throws InputError where nothing is kept that could be shared
 */
export function createReading(parts: Parts): Reading {
  const { config, db, logger } = parts;
  if (!isShared(config)) {
    return readAll(parts);
  }
  if (config.getOptionalBoolean('tenancy.watch.warmStart') === false) {
    throw new InputError(
      'tenancy.watch.shared needs tenancy.watch.warmStart: replicas follow each other over what is kept in the database. Remove one of the two from app-config',
    );
  }
  if (isInMemory(db)) {
    logger.warn(
      'tenancy.watch.shared has no effect: the database is in the memory of this process, so there is no other replica to share with',
    );
    return readAll(parts);
  }
  return share(parts);
}

function readAll(parts: Parts): Reading {
  const kinds = kindsByCluster(parts);
  const readers = [...parts.connections].map(([cluster, connection]) =>
    createClusterReader(connection, {
      ...parts,
      kinds: kinds.get(cluster) ?? [],
    }),
  );
  const keeping = createKeeping(parts);
  return {
    start: async () => {
      await keeping.restore();
      keeping.start();
      readers.forEach(reader => reader.start());
    },
    stop: async () => {
      await keeping.stop();
      readers.forEach(reader => reader.stop());
    },
  };
}

function share(parts: Parts): Reading {
  const { connections, db, logger, snapshot } = parts;
  const kinds = kindsByCluster(parts);
  const shared = shareClusters({
    ...{ db, kinds, logger, snapshot },
    makeReader: cluster => {
      const connection = connections.get(cluster);
      if (!connection) {
        throw new TypeError(`There is no way to cluster ${cluster}`);
      }
      return createClusterReader(connection, {
        ...parts,
        kinds: kinds.get(cluster) ?? [],
      });
    },
  });
  const keeping = createKeeping(parts);
  return {
    start: async () => {
      await keeping.restore();
      await shared.start();
    },
    stop: () => shared.stop(),
  };
}

function kindsByCluster({
  connections,
  platform,
}: Parts): Map<string, WantedKind[]> {
  return new Map(
    [...connections.keys()].map(cluster => [
      cluster,
      kindsFor(cluster, platform),
    ]),
  );
}
