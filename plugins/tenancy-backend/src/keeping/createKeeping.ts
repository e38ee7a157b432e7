import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Platform } from '@groundwork/engine';
import type { Knex } from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Lease } from '../changes/Lease';
import {
  type ClusterConnection,
  keptKindsFor,
  type LiveSnapshot,
} from '../clusters';
import { KeptStore } from './KeptStore';
import { restoreSnapshot } from './restoreSnapshot';
import { SnapshotKeeper } from './SnapshotKeeper';

/** Milliseconds that the reading of clusters waits for what was kept of them. */
const PATIENCE = 5_000;

/** What keeps a snapshot over a restart. */
export interface Keeping {
  /**
   * Shows what was kept. Resolves once it is shown, so that what is read anew does not hold it up, or after some seconds; never
   * fails.
   */
  restore(): Promise<void>;
  start(): void;
  /** Resolves when what is being written is. */
  stop(): Promise<void>;
}

/**
 * Keeps what is read of clusters in the database, unless `tenancy.watch.warmStart` says otherwise or the database itself ends
 * with the portal.
 */
export function createKeeping(options: {
  config: RootConfigService;
  db: Knex;
  platform: Platform;
  snapshot: LiveSnapshot;
  connections: ReadonlyMap<string, ClusterConnection>;
  lease: Pick<Lease, 'isHeld'>;
  logger: LoggerService;
}): Keeping {
  const { config, connections, db, lease, logger, platform, snapshot } =
    options;
  const store = new KeptStore(db);
  const fails = (error: unknown) => {
    logger.warn(
      `What was kept of clusters cannot be read, so pages wait for them: ${stringifyError(
        error,
      )}`,
    );
  };
  if (config.getOptionalBoolean('tenancy.watch.warmStart') === false) {
    return {
      // What was kept before must not stay.
      restore: () => store.clear().catch(fails),
      start: () => {},
      stop: async () => {},
    };
  }
  if (isInMemory(db)) {
    return {
      restore: async () => {},
      start: () => {},
      stop: async () => {},
    };
  }
  const kinds = new Map(
    [...connections.keys()].map(cluster => [
      cluster,
      keptKindsFor(cluster, platform),
    ]),
  );
  const parts = { snapshot, store, kinds, logger };
  const keeper = new SnapshotKeeper({
    ...parts,
    turnOf: () => (lease.isHeld() ? 0 : undefined),
  });
  return {
    restore: () =>
      Promise.race([
        restoreSnapshot(parts).catch(fails),
        sleep(PATIENCE, undefined, { ref: false }),
      ]),
    start: () => keeper.start(),
    stop: () => keeper.stop(),
  };
}

/** Whether a database ends with the process. */
export function isInMemory(db: Knex): boolean {
  const { connection } = db.client.config;
  const filename: unknown = connection?.filename ?? connection;
  return filename === ':memory:';
}
