import type { Knex } from 'knex';
import { z } from 'zod';
import { patiently } from '../database/patiently';

const REPLICAS = 'tenancy_replicas';
const LEASES = 'tenancy_cluster_leases';

/** Milliseconds that a query is tried again: the next look comes anyhow. */
const PATIENCE = 500;

const heardOf = z.record(z.string(), z.number());

/** A replica as it tells of itself. */
export interface Replica {
  id: string;
  /** In which form it keeps what it reads. */
  form: string;
  /** Grows with each of its signs. */
  beat: number;
  /** Milliseconds since the epoch by its own clock, until when it holds what it holds. */
  until: number;
  /** How many milliseconds ago it heard of each cluster that it reads. */
  heard: Record<string, number>;
}

/** Who holds a cluster; nobody where `holder` is empty. */
export interface LeaseRow {
  cluster: string;
  holder: string;
  /** Grows with each holder. */
  turn: number;
}

/** Who is there and who reads which cluster, in the plugin's database. */
export class LeaseStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async replicas(): Promise<Replica[]> {
    const rows: Array<Record<keyof Replica, string | number>> = await patiently(
      () => this.#db(REPLICAS).select(),
      PATIENCE,
    );
    return rows.map(({ id, form, beat, until, heard }) => ({
      id: String(id),
      form: String(form),
      beat: Number(beat),
      until: Number(until),
      heard: heardIn(String(heard)),
    }));
  }

  async leases(): Promise<LeaseRow[]> {
    const rows: Array<Omit<LeaseRow, 'turn'> & { turn: string | number }> =
      await patiently(() => this.#db(LEASES).select(), PATIENCE);
    return rows.map(row => ({ ...row, turn: Number(row.turn) }));
  }

  async beat({ heard, ...replica }: Replica): Promise<void> {
    await patiently(
      () =>
        this.#db(REPLICAS)
          .insert({ ...replica, heard: JSON.stringify(heard) })
          .onConflict('id')
          .merge(),
      PATIENCE,
    );
  }

  /** Takes a cluster that is free, unless somebody was faster. Tells in which turn. */
  async take(
    cluster: string,
    holder: string,
    before: LeaseRow | undefined,
  ): Promise<number | undefined> {
    return patiently(async () => {
      if (!before) {
        await this.#db(LEASES)
          .insert({ cluster, holder: '', turn: 0 })
          .onConflict('cluster')
          .ignore();
      }
      const { holder: last, turn: from } = before ?? { holder: '', turn: 0 };
      const turn = from + 1;
      const taken = await this.#db(LEASES)
        .where({ cluster, holder: last, turn: from })
        .update({ holder, turn });
      return taken > 0 ? turn : undefined;
    }, PATIENCE);
  }

  async giveBack(cluster: string, holder: string): Promise<void> {
    await patiently(
      () => this.#db(LEASES).where({ cluster, holder }).update({ holder: '' }),
      PATIENCE,
    );
  }

  /** A replica ended: what it held is free. */
  async leave(id: string): Promise<void> {
    await patiently(async () => {
      await this.#db(LEASES).where({ holder: id }).update({ holder: '' });
      await this.#db(REPLICAS).where({ id }).delete();
    }, PATIENCE);
  }
}

/** What can't be read is as good as silence. */
function heardIn(text: string): Record<string, number> {
  try {
    return heardOf.parse(JSON.parse(text));
  } catch {
    return {};
  }
}
