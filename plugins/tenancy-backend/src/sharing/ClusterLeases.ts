import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Knex } from 'knex';
import { createHash, randomUUID } from 'node:crypto';
import { sleep } from '../clusters/Backoff';
import { LeaseStore, type Replica } from './LeaseStore';

/** Milliseconds between two signs of a replica, and without one after which its clusters are free. */
export const PACE = { beat: 1_000, term: 10_000 };

/** Of replicas that ended long ago nothing is kept. */
const TERMS = 30;

/** Who reads a cluster, and how many milliseconds ago they had heard of it when they last gave a sign. */
export interface Holder {
  id: string;
  /** Grows with each holder of the cluster. */
  turn: number;
  beat: number;
  /** By the process's own clock, when that sign was seen. */
  seenAt: number;
  heard: number | undefined;
}

interface Seen {
  replica: Replica;
  /** By the process's own clock, since when it is as it is. */
  since: number;
}

/**
 * Shares the clusters between the replicas that are there: each is held by one, none holds more than its share, and what a
 * replica held that ended is taken over within two terms.
 *
 * As with other leases nobody's clock is trusted: a replica is silent when its beat has not changed for a term as the one that
 * looks on measures it, and holds nothing when it could not write its own for a term.
 */
export class ClusterLeases {
  readonly #id = randomUUID();
  readonly #store: LeaseStore;
  readonly #clusters: readonly string[];
  readonly #form: string;
  readonly #heard: (cluster: string) => number | undefined;
  readonly #pace: typeof PACE;
  readonly #logger: LoggerService;
  readonly #life = new AbortController();
  readonly #seen = new Map<string, Seen>();
  #beat = 0;
  #running: Promise<void> = Promise.resolve();
  /** What is held, and until when by the process's own clock. */
  #mine = new Map<string, number>();
  #heldUntil = -Infinity;
  #holders = new Map<string, Holder>();
  #others = new Set<string>();
  /** All clusters that somebody holds. */
  #held = new Set<string>();
  #lastAnswer = performance.now();

  constructor(options: {
    db: Knex;
    clusters: readonly string[];
    /** In which form this replica reads and keeps: others of the same can follow it. */
    form: string;
    /** How many milliseconds ago a cluster that is read here was heard of; undefined while it was not read whole. */
    heard: (cluster: string) => number | undefined;
    pace?: typeof PACE;
    logger: LoggerService;
  }) {
    this.#store = new LeaseStore(options.db);
    this.#clusters = options.clusters;
    this.#form = options.form;
    this.#heard = options.heard;
    this.#pace = options.pace ?? PACE;
    this.#logger = options.logger;
  }

  /** In which turn a cluster is held here; undefined while it is not. */
  turnOf(cluster: string): number | undefined {
    return performance.now() < this.#heldUntil
      ? this.#mine.get(cluster)
      : undefined;
  }

  /** The other replica that reads a cluster and can be followed. */
  holderOf(cluster: string): Holder | undefined {
    return this.isAway ? undefined : this.#holders.get(cluster);
  }

  /** Whether a replica reads a cluster that can't be followed: it keeps what it reads in another form. */
  isForeign(cluster: string): boolean {
    return this.#others.has(cluster);
  }

  /** Whether nobody that gives signs reads a cluster; also one that is not read here. */
  isFree(cluster: string): boolean {
    return !this.#held.has(cluster);
  }

  /** The database has not answered for so long that others may have taken everything. */
  get isAway(): boolean {
    return performance.now() - this.#lastAnswer >= this.#pace.term;
  }

  /** Takes part from now on; resolves after the first look. */
  async start(): Promise<void> {
    await this.#look();
    this.#running = this.#run().catch(error => {
      this.#logger.error('Clusters are no longer shared', error);
    });
  }

  /** Gives everything back. If the database is away it runs out by itself. */
  async stop(): Promise<void> {
    this.#life.abort();
    await this.#running;
    this.#heldUntil = -Infinity;
    await this.#store.leave(this.#id).catch(error => {
      this.#logger.debug(
        `What this replica reads runs out: ${stringifyError(error)}`,
      );
    });
  }

  async #run(): Promise<void> {
    const { signal } = this.#life;
    while (!signal.aborted) {
      await sleep(this.#pace.beat, signal);
      if (!signal.aborted) {
        await this.#look();
      }
    }
  }

  async #look(): Promise<void> {
    const startedAt = performance.now();
    try {
      this.#beat += 1;
      await this.#store.beat({
        id: this.#id,
        form: this.#form,
        beat: this.#beat,
        until: Date.now() + this.#pace.term,
        heard: this.#heardOf(),
      });
      const [replicas, rows] = await Promise.all([
        this.#store.replicas(),
        this.#store.leases(),
      ]);
      const live = this.#live(replicas, startedAt);
      const leases = new Map(rows.map(row => [row.cluster, row]));
      const turns = await this.#share(live, leases);
      this.#mine = turns;
      this.#heldUntil = startedAt + this.#pace.term;
      this.#lastAnswer = performance.now();
      this.#holders = this.#holdersIn(live, leases);
      this.#held = new Set(
        [...leases.values()].flatMap(({ cluster, holder }) =>
          live.has(holder) ? [cluster] : [],
        ),
      );
    } catch (error) {
      this.#logger.debug(
        `It cannot be seen who reads which cluster: ${stringifyError(error)}`,
      );
    }
  }

  #heardOf(): Record<string, number> {
    return Object.fromEntries(
      [...this.#mine.keys()].flatMap(cluster => {
        const heard = this.#heard(cluster);
        return heard === undefined ? [] : [[cluster, Math.max(0, heard)]];
      }),
    );
  }

  /** The replicas that give signs, this one among them. */
  #live(replicas: readonly Replica[], now: number): Map<string, Seen> {
    const isFirst = this.#seen.size === 0;
    const live = new Map<string, Seen>();
    for (const replica of replicas) {
      const before = this.#seen.get(replica.id);
      const seen =
        before?.replica.beat === replica.beat
          ? before
          : { replica, since: now };
      this.#seen.set(replica.id, seen);
      // Who has just started has nothing else to go by.
      const isOver = isFirst && replica.until < Date.now();
      if (isOver) {
        seen.since = -Infinity;
      }
      if (replica.id === this.#id || now - seen.since <= this.#pace.term) {
        live.set(replica.id, seen);
      } else if (now - seen.since > TERMS * this.#pace.term) {
        this.#store.leave(replica.id).catch(() => {});
      }
    }
    const there = new Set(replicas.map(({ id }) => id));
    for (const id of this.#seen.keys()) {
      if (!there.has(id)) {
        this.#seen.delete(id);
      }
    }
    return live;
  }

  /** Takes what is free up to the share of this replica, and gives back what is more. */
  async #share(
    live: ReadonlyMap<string, Seen>,
    leases: Map<string, { cluster: string; holder: string; turn: number }>,
  ): Promise<Map<string, number>> {
    const members = [...live.values()].filter(
      ({ replica }) => replica.form === this.#form,
    ).length;
    const share = Math.ceil(this.#clusters.length / Math.max(1, members));
    const order = [...this.#clusters].sort((a, b) =>
      this.#rank(a) < this.#rank(b) ? -1 : 1,
    );
    const mine = order.filter(
      cluster => leases.get(cluster)?.holder === this.#id,
    );
    for (const cluster of mine.splice(share)) {
      // Not written by this replica any more, before anybody else does.
      this.#mine.delete(cluster);
      await this.#store.giveBack(cluster, this.#id);
      leases.set(cluster, {
        ...{ cluster, holder: '' },
        turn: leases.get(cluster)?.turn ?? 0,
      });
    }
    const turns = new Map(
      mine.map(cluster => [cluster, leases.get(cluster)?.turn ?? 0]),
    );
    for (const cluster of order) {
      const lease = leases.get(cluster);
      const isFree = !lease || !live.has(lease.holder);
      if (turns.size < share && isFree) {
        const turn = await this.#store.take(cluster, this.#id, lease);
        if (turn !== undefined) {
          turns.set(cluster, turn);
          leases.set(cluster, { cluster, holder: this.#id, turn });
        }
      }
    }
    return turns;
  }

  #holdersIn(
    live: ReadonlyMap<string, Seen>,
    leases: ReadonlyMap<string, { holder: string; turn: number }>,
  ): Map<string, Holder> {
    const holders = new Map<string, Holder>();
    this.#others.clear();
    for (const cluster of this.#clusters) {
      const id = leases.get(cluster)?.holder ?? '';
      const seen = live.get(id);
      if (!seen || id === this.#id) {
        continue;
      }
      const { beat, form, heard } = seen.replica;
      if (form === this.#form) {
        holders.set(cluster, {
          ...{ id, beat, seenAt: seen.since },
          turn: leases.get(cluster)?.turn ?? 0,
          heard: heard[cluster],
        });
      } else {
        this.#others.add(cluster);
      }
    }
    return holders;
  }

  /** Each replica prefers other clusters, so that two that start at once do not both try the same. */
  #rank(cluster: string): string {
    return createHash('sha256').update(`${this.#id} ${cluster}`).digest('hex');
  }
}
