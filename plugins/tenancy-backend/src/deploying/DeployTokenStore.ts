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

  /**
   * Takes a token for what is asked of some places, by the names of the token there.
   *
   * @returns the names whose work is in Git already; undefined where it was taken for something else in any of the places, and
   * then it is taken in none
   */
  async take(
    ids: readonly string[],
    ask: unknown,
  ): Promise<ReadonlySet<string> | undefined> {
    const hash = createHash('sha256').update(JSON.stringify(ask)).digest('hex');
    const known = () => this.#db<Row>(TABLE).whereIn('id', [...ids]);
    const isOther = (rows: readonly Row[]) =>
      rows.some(row => row.ask !== hash);
    return patiently(async () => {
      await this.#db<Row>(TABLE)
        .where('at', '<', Date.now() - KEPT)
        .delete();
      if (isOther(await known())) {
        return undefined;
      }
      await this.#db<Row>(TABLE)
        .insert(ids.map(id => ({ id, ask: hash, done: false, at: Date.now() })))
        .onConflict('id')
        .ignore();
      // Somebody else may have been quicker.
      const rows: readonly Row[] = await known();
      return isOther(rows)
        ? undefined
        : new Set(rows.filter(({ done }) => done).map(({ id }) => id));
    });
  }

  /** What it was taken for is in Git, or waits for review. */
  async finish(ids: readonly string[]): Promise<void> {
    await patiently(() =>
      this.#db<Row>(TABLE)
        .whereIn('id', [...ids])
        .update({ done: true }),
    );
  }
}
