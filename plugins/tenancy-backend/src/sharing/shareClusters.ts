import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import type { ClusterReader, LiveSnapshot, WantedKind } from '../clusters';
import { KeptStore } from '../keeping/KeptStore';
import { AT_ONCE, SnapshotKeeper } from '../keeping/SnapshotKeeper';
import { tagOf } from '../keeping/tagOf';
import { ClusterLeases, PACE as LEASES } from './ClusterLeases';
import { PACE as READING, SharedReading } from './SharedReading';

/** How often all of it looks and tells, in milliseconds. */
export const PACE = { leases: LEASES, reading: READING, keeping: AT_ONCE };

/** Reads some of the clusters, and follows other replicas in the rest. */
export interface SharedClusters {
  readonly leases: ClusterLeases;
  readonly reading: SharedReading;
  start(): Promise<void>;
  /** Resolves when what is being written is, and others may take what was read here. */
  stop(): Promise<void>;
}

/** Puts together what shares clusters with the replicas that have the same database. */
export function shareClusters(options: {
  db: Knex;
  /** What is read, by cluster. */
  kinds: ReadonlyMap<string, readonly WantedKind[]>;
  snapshot: LiveSnapshot;
  makeReader: (cluster: string) => ClusterReader;
  logger: LoggerService;
  pace?: typeof PACE;
}): SharedClusters {
  const { db, kinds, logger, makeReader, snapshot, pace = PACE } = options;
  const leases = new ClusterLeases({
    db,
    clusters: [...kinds.keys()],
    form: formOf(kinds),
    heard: cluster => snapshot.followed.heardAgo(cluster),
    pace: pace.leases,
    logger,
  });
  const store = new KeptStore(db, { isShared: true });
  const reading = new SharedReading({
    ...{ kinds, snapshot, store, leases, makeReader, logger },
    pace: pace.reading,
  });
  const keeper = new SnapshotKeeper({
    ...{ snapshot, store, kinds, logger, pace: pace.keeping },
    turnOf: cluster => leases.turnOf(cluster),
    canDrop: cluster => leases.isFree(cluster),
  });
  return {
    leases,
    reading,
    start: async () => {
      await leases.start();
      keeper.start();
      reading.start();
    },
    stop: async () => {
      await keeper.stop();
      await reading.stop();
      await leases.stop();
    },
  };
}

/** Replicas of the same form can follow each other. */
function formOf(kinds: ReadonlyMap<string, readonly WantedKind[]>): string {
  const tags = [...kinds.values()].flatMap(each => each.map(tagOf));
  const hash = createHash('sha256').update([...new Set(tags)].sort().join());
  return hash.digest('base64url');
}
