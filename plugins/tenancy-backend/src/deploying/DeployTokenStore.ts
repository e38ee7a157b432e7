import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { patiently } from '../database/patiently';

const TABLE = 'tenancy_deploy_tokens';

/** Milliseconds; no token is taken that is older. */
const KEPT = 2 * 24 * 60 * 60 * 1000;

interface Row {
  id: string;
  ask: string;
  done: boolean | number;
  at: number | string;
}

/**
 * Which identity token deployed what. One deploys one version, once: whoever comes by it later puts nothing else there, and does not
 * put back what somebody has replaced.
 */
export class DeployTokenStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** Takes a token for what is asked. `other` is one that was taken for something else, `done` one whose work is in Git. */
  async take(id: string, ask: unknown): Promise<'taken' | 'done' | 'other'> {
    const hash = createHash('sha256').update(JSON.stringify(ask)).digest('hex');
    return patiently(async () => {
      await this.#db<Row>(TABLE)
        .where('at', '<', Date.now() - KEPT)
        .delete();
      await this.#db<Row>(TABLE)
        .insert({ id, ask: hash, done: false, at: Date.now() })
        .onConflict('id')
        .ignore();
      const row = await this.#db<Row>(TABLE).where({ id }).first();
      if (row?.ask !== hash) {
        return 'other';
      }
      return row.done ? 'done' : 'taken';
    });
  }

  /** What it was taken for is in Git, or waits for review. */
  async finish(id: string): Promise<void> {
    await patiently(() =>
      this.#db<Row>(TABLE).where({ id }).update({ done: true }),
    );
  }
}
