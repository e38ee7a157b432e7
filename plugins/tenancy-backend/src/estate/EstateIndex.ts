import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TenantEntry } from '../tenants/TenantDirectory';
import type { EstateRow } from './EstateRow';

/** Milliseconds that an answer waits for rows that are not there yet. */
const PATIENCE = 1_500;

/** Milliseconds: some of what a row says changes by the mere passing of time. */
const MAX_AGE = 300_000;

/** Looking takes no more than this part of a core. */
const SHARE = 0.5;

/** Milliseconds. */
const MAX_PAUSE = 100;

/** Milliseconds that a row is taken for true although something of its tenant changed: of a storm one look is enough. */
const SETTLE = 2_000;

interface Kept {
  row: EstateRow;
  at: number;
  isStale: boolean;
}

/**
 * What pages over all tenants need to know of each, made when somebody looks and kept until something of that tenant changes.
 * Nobody waits for thousands of rows: they are made one after the other, at leisure, and an answer tells how many it lacks.
 */
export class EstateIndex {
  readonly #make: (tenant: TenantEntry, now: number) => Promise<EstateRow>;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  readonly #patience: number;
  readonly #rows = new Map<string, Kept>();
  readonly #wanted = new Map<string, TenantEntry>();
  #sweep: Promise<void> | undefined;
  #making: { name: string; isStale: boolean } | undefined;

  constructor(options: {
    make: (tenant: TenantEntry, now: number) => Promise<EstateRow>;
    logger: LoggerService;
    now?: () => number;
    /** Milliseconds that an answer waits. */
    patience?: number;
  }) {
    this.#make = options.make;
    this.#logger = options.logger;
    this.#now = options.now ?? Date.now;
    this.#patience = options.patience ?? PATIENCE;
  }

  /** The rows of these tenants by name, as far as they are known; one that is made anew is the last one until then. */
  async of(
    tenants: readonly TenantEntry[],
  ): Promise<ReadonlyMap<string, EstateRow>> {
    const now = this.#now();
    for (const tenant of tenants) {
      const isOnItsWay =
        this.#making?.name === tenant.name && !this.#making.isStale;
      if (!isOnItsWay && !this.#isFresh(this.#rows.get(tenant.name), now)) {
        this.#wanted.set(tenant.name, tenant);
      }
    }
    if (this.#wanted.size > 0) {
      this.#sweep ??= this.#run().finally(() => {
        this.#sweep = undefined;
      });
      await Promise.race([
        this.#sweep,
        sleep(this.#patience, undefined, { ref: false }),
      ]);
    }
    return new Map(
      tenants.flatMap(({ name }) => {
        const kept = this.#rows.get(name);
        return kept ? [[name, kept.row] as const] : [];
      }),
    );
  }

  /** To be called when something of these tenants changed. */
  invalidate(tenants: Iterable<string>): void {
    for (const tenant of tenants) {
      const kept = this.#rows.get(tenant);
      if (kept) {
        kept.isStale = true;
      }
      if (this.#making?.name === tenant) {
        this.#making.isStale = true;
      }
    }
  }

  /** Forgets tenants that are no longer there. */
  retain(names: ReadonlySet<string>): void {
    for (const name of this.#rows.keys()) {
      if (!names.has(name)) {
        this.#rows.delete(name);
      }
    }
  }

  #isFresh(kept: Kept | undefined, now: number): boolean {
    if (!kept) {
      return false;
    }
    // A clock may be set back.
    const age = Math.abs(now - kept.at);
    return age < (kept.isStale ? SETTLE : MAX_AGE);
  }

  async #run(): Promise<void> {
    for (;;) {
      const [next] = this.#wanted;
      if (!next) {
        return;
      }
      const [name, tenant] = next;
      this.#wanted.delete(name);
      const startedAt = performance.now();
      const making = { name, at: this.#now(), isStale: false };
      this.#making = making;
      try {
        const row = await this.#make(tenant, making.at);
        this.#rows.set(name, { row, at: making.at, isStale: making.isStale });
      } catch (error) {
        this.#logger.debug(
          `What is wrong with ${name} cannot be told: ${stringifyError(error)}`,
        );
      }
      this.#making = undefined;
      await letOthers();
      const took = performance.now() - startedAt;
      // Who waited for Git took no part of a core.
      const pause = Math.min((took * (1 - SHARE)) / SHARE, MAX_PAUSE);
      await sleep(pause, undefined, { ref: false });
    }
  }
}
