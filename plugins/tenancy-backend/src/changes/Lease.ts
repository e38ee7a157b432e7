import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { sleep } from '../clusters/Backoff';
import { patiently } from '../database/patiently';

const TABLE = 'tenancy_leases';

interface Row {
  name: string;
  holder: string;
  until: number | string;
}

/**
 * Held by one replica at a time, in the plugin's database. Every replica watches the clusters for itself; what must be
 * done once for all of them, such as publishing a signal, is done by the holder. After the holder's end another one
 * takes over within two terms.
 *
 * Nobody's clock is trusted, as clocks are set and differ between replicas: a holder is silent when its row has not
 * changed for a term as the one that looks on measures it. What the row says of time counts only for who has just started.
 */
export class Lease {
  readonly #db: Knex;
  readonly #name: string;
  readonly #term: number;
  readonly #logger: LoggerService;
  readonly #holder = randomUUID();
  readonly #life = new AbortController();
  /** Of the process's own clock, which nobody sets. */
  #heldUntil = -Infinity;
  /** The row of somebody else as it was last seen, since when it is like that, and when it was last seen otherwise. */
  #seen: { row: string; since: number; after: number } | undefined;
  #lookedAt = -Infinity;
  readonly #onTaken: Array<(since: number) => void> = [];

  constructor(options: {
    db: Knex;
    name: string;
    /** Milliseconds. */
    term: number;
    logger: LoggerService;
  }) {
    this.#db = options.db;
    this.#name = options.name;
    this.#term = options.term;
    this.#logger = options.logger;
  }

  /** Whether this replica holds the lease now. */
  isHeld(): boolean {
    return performance.now() < this.#heldUntil;
  }

  /**
   * Called when this replica has taken the lease, with the time since when nobody may have held it, by the process's own
   * clock: the last sign of life of the holder before, or `-Infinity` where there was none.
   */
  onTaken(listener: (since: number) => void): void {
    this.#onTaken.push(listener);
  }

  /** Tries to take the lease from now on; resolves after the first attempt. */
  async start(): Promise<void> {
    await this.#attempt();
    this.#run().catch(error => {
      this.#logger.error(`The lease ${this.#name} ended unexpectedly`, error);
    });
  }

  /** Gives the lease back. If the database is away it runs out by itself. */
  async stop(): Promise<void> {
    this.#life.abort();
    this.#heldUntil = -Infinity;
    await patiently(
      () =>
        this.#db(TABLE)
          .where({ name: this.#name, holder: this.#holder })
          .delete(),
      1000,
    ).catch(error => {
      this.#logger.debug(`The lease ${this.#name} runs out: ${error}`);
    });
  }

  async #run(): Promise<void> {
    const { signal } = this.#life;
    while (!signal.aborted) {
      await sleep(this.#term / 3, signal);
      await this.#attempt();
    }
  }

  async #attempt(): Promise<void> {
    if (this.#life.signal.aborted) {
      return;
    }
    try {
      await patiently(() => this.take(), this.#term / 3);
    } catch (error) {
      this.#logger.debug(`The lease ${this.#name} cannot be taken: ${error}`);
    }
  }

  /** Takes or renews the lease if nobody else holds it. */
  async take(): Promise<boolean> {
    const startedAt = performance.now();
    const wasHeld = this.isHeld();
    const until = Date.now() + this.#term;
    const mine = { name: this.#name, holder: this.#holder, until };
    await this.#db<Row>(TABLE)
      .insert({ ...mine, holder: '', until: 0 })
      .onConflict('name')
      .ignore();
    const row = await this.#db<Row>(TABLE).where({ name: this.#name }).first();
    if (!row || !this.#isFree(row, startedAt)) {
      this.#heldUntil = -Infinity;
      return false;
    }
    // Of two that find it free one changes the row first.
    const taken = await this.#db<Row>(TABLE)
      .where({ name: this.#name, holder: row.holder, until: row.until })
      .update(mine);
    if (taken > 0 && !this.#life.signal.aborted) {
      this.#heldUntil = startedAt + this.#term;
    }
    const isHeld = this.isHeld();
    if (isHeld && !wasHeld) {
      const alive = this.#seen?.after ?? -Infinity;
      this.#onTaken.forEach(listener => listener(alive));
    }
    return isHeld;
  }

  #isFree({ holder, until }: Row, now: number): boolean {
    if (holder === this.#holder || holder === '') {
      return true;
    }
    const row = `${holder} ${until}`;
    const isFirst = this.#seen === undefined;
    if (this.#seen?.row !== row) {
      this.#seen = { row, since: now, after: this.#lookedAt };
    }
    this.#lookedAt = now;
    return (
      now - (this.#seen?.since ?? now) > this.#term ||
      (isFirst && Number(until) < Date.now())
    );
  }
}
