import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { sleep } from '../clusters/Backoff';

const TABLE = 'tenancy_leases';

/**
 * Held by one replica at a time, in the plugin's database. Every replica watches the clusters for itself; what must be
 * done once for all of them, such as publishing a signal, is done by the holder. After the holder's end another one
 * takes over within `term`.
 */
export class Lease {
  readonly #db: Knex;
  readonly #name: string;
  readonly #term: number;
  readonly #logger: LoggerService;
  readonly #holder = randomUUID();
  readonly #life = new AbortController();
  #heldUntil = 0;

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
    return Date.now() < this.#heldUntil;
  }

  /** Tries to take the lease from now on; resolves after the first attempt. */
  async start(): Promise<void> {
    await this.#attempt();
    this.#run().catch(error => {
      this.#logger.error(`The lease ${this.#name} ended unexpectedly`, error);
    });
  }

  /** Gives the lease back. */
  async stop(): Promise<void> {
    this.#life.abort();
    this.#heldUntil = 0;
    await this.#db(TABLE)
      .where({ name: this.#name, holder: this.#holder })
      .delete();
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
      await this.take();
    } catch (error) {
      this.#logger.debug(`The lease ${this.#name} can't be taken: ${error}`);
    }
  }

  /** Takes or renews the lease if nobody else holds it. */
  async take(): Promise<boolean> {
    const now = Date.now();
    const until = now + this.#term;
    const mine = { name: this.#name, holder: this.#holder, until };
    await this.#db(TABLE)
      .insert({ ...mine, holder: '', until: 0 })
      .onConflict('name')
      .ignore();
    const taken = await this.#db(TABLE)
      .where({ name: this.#name })
      .andWhere(row =>
        row.where({ holder: this.#holder }).orWhere('until', '<', now),
      )
      .update(mine);
    if (taken > 0 && !this.#life.signal.aborted) {
      this.#heldUntil = until;
    }
    return this.isHeld();
  }
}
