import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import { sleep } from '../clusters/Backoff';
import type { ClusterReader, LiveSnapshot, WantedKind } from '../clusters';
import type { KeptStore } from '../keeping/KeptStore';
import { ClusterFollower } from './ClusterFollower';
import type { ClusterLeases } from './ClusterLeases';

export const PACE = {
  /** Milliseconds between two looks at what changed ... */
  look: 250,
  /** ... for which a cluster may not be followed before it is read here ... */
  patience: 15_000,
  /** ... and for which it is then. */
  own: 300_000,
};

/** Clusters that are brought up to date at once. */
const AT_ONCE = 4;

type Leases = Pick<
  ClusterLeases,
  'turnOf' | 'holderOf' | 'isAway' | 'isForeign'
>;

type Mode =
  | { type: 'reads'; reader: ClusterReader }
  | { type: 'follows'; follower: ClusterFollower; failingSince?: number };

/**
 * Reads the clusters that this replica holds, and follows the others. What can't be followed is read here, too: while the
 * database is away, while a replica of another version holds it, or while what is kept of it is broken.
 */
export class SharedReading {
  readonly #kinds: ReadonlyMap<string, readonly WantedKind[]>;
  readonly #snapshot: LiveSnapshot;
  readonly #store: KeptStore;
  readonly #leases: Leases;
  readonly #makeReader: (cluster: string) => ClusterReader;
  readonly #logger: LoggerService;
  readonly #pace: typeof PACE;
  readonly #life = new AbortController();
  readonly #modes = new Map<string, Mode>();
  readonly #busy = new Set<string>();
  /** Clusters that could not be followed, and until when they are read here. */
  readonly #own = new Map<string, number>();
  #running: Promise<void> = Promise.resolve();

  constructor(options: {
    kinds: ReadonlyMap<string, readonly WantedKind[]>;
    snapshot: LiveSnapshot;
    store: KeptStore;
    leases: Leases;
    makeReader: (cluster: string) => ClusterReader;
    logger: LoggerService;
    pace?: typeof PACE;
  }) {
    this.#kinds = options.kinds;
    this.#snapshot = options.snapshot;
    this.#store = options.store;
    this.#leases = options.leases;
    this.#makeReader = options.makeReader;
    this.#logger = options.logger;
    this.#pace = options.pace ?? PACE;
    for (const cluster of this.#kinds.keys()) {
      this.#snapshot.addCluster(cluster);
    }
  }

  /** Which clusters are read here, which are followed. */
  modes(): Map<string, Mode['type']> {
    return new Map(
      [...this.#modes].map(([cluster, { type }]) => [cluster, type]),
    );
  }

  start(): void {
    this.#running = this.#run().catch(error => {
      this.#logger.error('Clusters are no longer followed', error);
    });
  }

  async stop(): Promise<void> {
    this.#life.abort();
    for (const mode of this.#modes.values()) {
      end(mode);
    }
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#life;
    while (!signal.aborted) {
      for (const cluster of this.#kinds.keys()) {
        if (!signal.aborted) {
          this.#turn(cluster);
        }
        await letOthers();
      }
      await this.#follow(signal);
      await sleep(this.#pace.look, signal);
    }
  }

  /** Reads or follows a cluster, as it is to be now. */
  #turn(cluster: string): void {
    const mode = this.#modes.get(cluster);
    const wanted = this.#wanted(cluster) ?? mode?.type;
    if (wanted === mode?.type || !wanted) {
      return;
    }
    if (mode) {
      end(mode);
    }
    const kinds = this.#kinds.get(cluster) ?? [];
    if (wanted === 'reads') {
      const reader = this.#snapshot.followed.end(cluster, kinds, () =>
        this.#makeReader(cluster),
      );
      this.#modes.set(cluster, { type: 'reads', reader });
      reader.start();
    } else {
      const follower = new ClusterFollower({
        ...{ cluster, kinds },
        snapshot: this.#snapshot,
        store: this.#store,
      });
      this.#modes.set(cluster, { type: 'follows', follower });
    }
    this.#logger.debug(`Cluster ${cluster}: this replica ${wanted} it`);
  }

  /** What is to be done with a cluster; undefined where that is not known, so that it stays as it is. */
  #wanted(cluster: string): Mode['type'] | undefined {
    const own = this.#own.get(cluster) ?? -Infinity;
    if (
      this.#leases.turnOf(cluster) !== undefined ||
      this.#leases.isAway ||
      this.#leases.isForeign(cluster) ||
      performance.now() < own
    ) {
      return 'reads';
    }
    return this.#leases.holderOf(cluster) ? 'follows' : undefined;
  }

  /** Brings what is followed up to date, some clusters at a time. */
  async #follow(signal: AbortSignal): Promise<void> {
    const followed = [...this.#modes].flatMap(([cluster, mode]) =>
      mode.type === 'follows' ? [{ cluster, mode }] : [],
    );
    if (followed.length === 0) {
      return;
    }
    for (const { cluster } of followed) {
      this.#hear(cluster);
    }
    let versions: ReadonlyMap<string, number>;
    try {
      versions = await this.#store.versions();
    } catch (error) {
      // Of a database that stays away the leases tell.
      this.#logger.debug(`Nothing can be followed: ${stringifyError(error)}`);
      return;
    }
    for (const { cluster, mode } of followed) {
      const isBehind = mode.follower.isBehind(versions.get(cluster) ?? 0);
      if (!isBehind || this.#busy.has(cluster) || signal.aborted) {
        continue;
      }
      if (this.#busy.size >= AT_ONCE) {
        break;
      }
      this.#busy.add(cluster);
      void this.#bring(cluster, mode).finally(() => this.#busy.delete(cluster));
    }
  }

  async #bring(
    cluster: string,
    mode: Extract<Mode, { type: 'follows' }>,
  ): Promise<void> {
    try {
      await mode.follower.bring(
        this.#leases.holderOf(cluster)?.turn ?? Infinity,
      );
      mode.failingSince = undefined;
    } catch (error) {
      const now = performance.now();
      mode.failingSince ??= now;
      if (now - mode.failingSince >= this.#pace.patience) {
        this.#own.set(cluster, now + this.#pace.own);
        this.#logger.warn(
          `Cluster ${cluster} cannot be followed, so it is read here: ${stringifyError(
            error,
          )}`,
        );
      }
    }
  }

  /** A cluster is as old as who reads it says. */
  #hear(cluster: string): void {
    const holder = this.#leases.holderOf(cluster);
    if (holder?.heard !== undefined) {
      const seenAgo = performance.now() - holder.seenAt;
      this.#snapshot.followed.heard(
        cluster,
        Date.now() - seenAgo - holder.heard,
      );
    }
  }
}

function end(mode: Mode): void {
  if (mode.type === 'reads') {
    mode.reader.stop();
  } else {
    mode.follower.stop();
  }
}
