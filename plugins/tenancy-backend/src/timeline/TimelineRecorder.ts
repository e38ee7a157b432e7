import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, stringifyError } from '@backstage/errors';
import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import type { ChangeFeed } from '../changes/ChangeFeed';
import type { Lease } from '../changes/Lease';
import { sleep } from '../clusters/Backoff';
import type { Notices } from '../notices/Notices';
import type { ChangeStore, Mark } from './ChangeStore';
import { GapWatch } from './GapWatch';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { fingerprintOf, observeTenant, type World } from './observeTenant';

/** Milliseconds that a change waits for others of its tenant, so that they are looked at together. */
const SETTLE = 1_000;

/** Looking takes no more than this part of a core. */
const SHARE = 0.1;

/** Milliseconds: however slow a look was, the next tenant does not wait longer for it. */
const LONGEST_REST = 2_000;

/** Milliseconds: some states change by the mere passing of time. */
const LOOK_AGAIN = 900_000;

const PAUSE = 250;
const AFTER_FAILURE = 5_000;
const PRUNE_EVERY = 3_600_000;

/**
 * Writes the timelines of all tenants. Of several replicas the holder of the lease looks at each tenant that something
 * changed of, compares what it sees with what was seen last, and writes the difference with what was seen in one transaction.
 * So it does not matter how often something is looked at, nor who looks: a restart tells nothing twice, and a storm of
 * changes is one look. Nobody waits for it, and where the database takes nothing it tries again later.
 */
export class TimelineRecorder {
  readonly #world: World;
  readonly #store: ChangeStore;
  readonly #notices: Notices;
  readonly #onCommits: (tenant: TenantEntry) => Promise<void>;
  readonly #gaps: GapWatch;
  readonly #feed: ChangeFeed;
  readonly #lease: Pick<Lease, 'isHeld'>;
  readonly #logger: LoggerService;
  readonly #keep: number;
  readonly #now: () => number;
  readonly #life = new AbortController();
  /** When the first sign of a change came, by tenant. */
  readonly #signs = new Map<string, number>();
  /** What was written last, by tenant, with when it was looked at. */
  readonly #seen = new Map<string, { fingerprint: string; at: number }>();
  #running: Promise<void> = Promise.resolve();
  #isWatching = false;
  #lookedAt = 0;
  #prunedAt = -Infinity;

  constructor(options: {
    world: World;
    store: ChangeStore;
    gaps: GapWatch;
    notices: Notices;
    /** Called with a tenant of which Git holds something new. */
    onCommits: (tenant: TenantEntry) => Promise<void>;
    feed: ChangeFeed;
    lease: Pick<Lease, 'isHeld'>;
    logger: LoggerService;
    /** Milliseconds. */
    keep: number;
    now?: () => number;
  }) {
    this.#world = options.world;
    this.#store = options.store;
    this.#gaps = options.gaps;
    this.#notices = options.notices;
    this.#onCommits = options.onCommits;
    this.#feed = options.feed;
    this.#lease = options.lease;
    this.#logger = options.logger;
    this.#keep = options.keep;
    this.#now = options.now ?? Date.now;
    this.#feed.onChange(tenants => this.#sign(tenants));
  }

  start(): void {
    this.#running = this.#run().catch(error => {
      this.#logger.error('Timelines are no longer written', error);
    });
  }

  /** Resolves when what is being written is. */
  async stop(): Promise<void> {
    this.#life.abort();
    await this.#running;
  }

  #sign(tenants: readonly string[]): void {
    // Who does not write looks at all once it is its turn.
    if (this.#isWatching) {
      const now = this.#now();
      for (const tenant of tenants) {
        if (!this.#signs.has(tenant)) {
          this.#signs.set(tenant, now);
        }
      }
    }
  }

  async #run(): Promise<void> {
    const { signal } = this.#life;
    while (!signal.aborted) {
      const pause = await this.#step().catch(error => {
        this.#logger.debug(`A timeline cannot be written: ${error}`);
        return AFTER_FAILURE;
      });
      await sleep(pause, signal);
    }
  }

  /** One thing that is to do, and how long to wait after it. */
  async #step(): Promise<number> {
    const { directory } = this.#world;
    if (!this.#lease.isHeld()) {
      this.#isWatching = false;
      this.#signs.clear();
      this.#seen.clear();
      this.#gaps.forget();
      return PAUSE;
    }
    const now = this.#now();
    await this.#gaps.beat();
    if (now - this.#prunedAt > PRUNE_EVERY) {
      await this.#store.prune(now - this.#keep);
      await this.#notices.prune(now - this.#keep);
      this.#prunedAt = now;
    }
    if (!this.#isWatching || Math.abs(now - this.#lookedAt) > LOOK_AGAIN) {
      this.#isWatching = true;
      this.#lookedAt = now;
      this.#sign(directory.names());
    }
    // Whose a tenant is must be known before anything is written for it.
    if (directory.unread().length > 0) {
      return PAUSE;
    }
    // SQLite answers at once: without a word in between, a chain of its queries would let nobody else through.
    await letOthers();
    await this.#notices.tick();
    await letOthers();
    const next = this.#next(now);
    if (next === undefined) {
      return PAUSE;
    }
    const before = process.cpuUsage();
    await this.#look(...next);
    await letOthers();
    // By the clock it would rest for time spent waiting: on a busy machine, or for a slow database.
    const { user, system } = process.cpuUsage(before);
    const worked = (user + system) / 1_000;
    return Math.min(LONGEST_REST, Math.max(5, (worked * (1 - SHARE)) / SHARE));
  }

  #next(now: number): [tenant: string, sign: number] | undefined {
    for (const [tenant, sign] of this.#signs) {
      // A clock may be set back.
      if (Math.abs(now - sign) >= SETTLE) {
        return [tenant, sign];
      }
    }
    return undefined;
  }

  async #look(name: string, sign: number): Promise<void> {
    this.#signs.delete(name);
    const tenant = this.#world.directory.get(name);
    if (!tenant) {
      this.#seen.delete(name);
      return;
    }
    try {
      const now = this.#now();
      const seen = this.#seen.get(name);
      const before = await this.#store.mark(name);
      await letOthers();
      const { changes, mark } = await observeTenant(
        this.#world,
        tenant,
        before,
        {
          sign,
          since: Math.max(before?.at ?? 0, seen?.at ?? 0),
          now,
          oldest: now - this.#keep,
        },
      );
      const fingerprint = fingerprintOf(mark);
      if (before && changes.length === 0 && seen?.fingerprint === fingerprint) {
        this.#seen.set(name, { fingerprint, at: now });
        await this.#notify(name, mark, before);
        return;
      }
      await letOthers();
      if (!(await this.#store.record(name, changes, mark))) {
        // Somebody else saw more meanwhile.
        this.#seen.delete(name);
        this.#signs.set(name, sign);
        return;
      }
      this.#seen.set(name, { fingerprint, at: now });
      await this.#notify(name, mark, before);
      if (changes.some(({ event }) => event === 'committed')) {
        await this.#onCommits(tenant);
      }
      if (changes.length > 0) {
        this.#feed.tell([name]);
      }
    } catch (error) {
      if (error instanceof ServiceUnavailableError) {
        // The database is away, and takes it later.
        this.#signs.set(name, sign);
        throw error;
      }
      this.#logger.warn(
        `What changed of tenant ${name} cannot be told: ${stringifyError(
          error,
        )}`,
      );
    }
  }

  async #notify(
    tenant: string,
    { observation = {} }: Mark,
    before: Mark | undefined,
  ): Promise<void> {
    await letOthers();
    await this.#notices.take(tenant, observation, before?.observation);
  }
}
