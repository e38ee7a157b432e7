import { z } from 'zod';
import type { Knex } from 'knex';
import { patiently } from '../database/patiently';

const CLUSTERS = 'tenancy_kept_clusters';
const PARTS = 'tenancy_kept_parts';

/** Milliseconds that nobody waits for. */
const PATIENCE = 2_000;

/** Parts that are read at once. */
const PAGE = 16;

const keptKinds = z.record(
  z.string(),
  z.object({
    tag: z.string(),
    parts: z.number().int().min(1),
    asOf: z.number(),
  }),
);

/** A kind that is kept whole: how its objects were made, of how many parts it is, and when all of them were true. */
export type KeptKinds = z.infer<typeof keptKinds>;

/** A part of the objects of a kind. */
export interface KeptPart {
  cluster: string;
  /** Group and kind. */
  kind: string;
  part: number;
  /** Of which objects it holds. */
  hash: string;
  body: Uint8Array;
}

/** What is kept of clusters in the plugin's database. */
export class KeptStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** The kinds that are kept whole, by cluster. */
  async clusters(): Promise<Map<string, KeptKinds>> {
    const rows: Array<{ cluster: string; kinds: string }> = await patiently(
      () => this.#db(CLUSTERS).select(),
      PATIENCE,
    );
    return new Map(rows.map(({ cluster, kinds }) => [cluster, kindsIn(kinds)]));
  }

  /** The hashes of all parts. */
  async hashes(): Promise<Array<Omit<KeptPart, 'body'>>> {
    return patiently(
      () => this.#db<KeptPart>(PARTS).select('cluster', 'kind', 'part', 'hash'),
      PATIENCE,
    );
  }

  /** The bodies of a kind, in the order of its parts. */
  async *bodies(
    cluster: string,
    kind: string,
    parts: number,
  ): AsyncGenerator<Uint8Array> {
    for (let from = 0; from < parts; from += PAGE) {
      const rows = await patiently(
        () =>
          this.#db<KeptPart>(PARTS)
            .where({ cluster, kind })
            .andWhere('part', '>=', from)
            .andWhere('part', '<', Math.min(from + PAGE, parts))
            .select('body'),
        PATIENCE,
      );
      yield* rows.map(({ body }) => body);
    }
  }

  /** Puts parts in the place of those that were there. */
  async putParts(parts: readonly KeptPart[]): Promise<void> {
    await patiently(
      () =>
        this.#db<KeptPart>(PARTS)
          .insert([...parts])
          .onConflict(['cluster', 'kind', 'part'])
          .merge(),
      PATIENCE,
    );
  }

  async putClusters(clusters: ReadonlyMap<string, KeptKinds>): Promise<void> {
    const rows = [...clusters].map(([cluster, kinds]) => ({
      cluster,
      kinds: JSON.stringify(kinds),
    }));
    await patiently(
      () => this.#db(CLUSTERS).insert(rows).onConflict('cluster').merge(),
      PATIENCE,
    );
  }

  /** Drops the parts of a kind, from one on. */
  async dropParts(cluster: string, kind: string, from = 0): Promise<void> {
    await patiently(
      () =>
        this.#db<KeptPart>(PARTS)
          .where({ cluster, kind })
          .andWhere('part', '>=', from)
          .delete(),
      PATIENCE,
    );
  }

  /** Drops all that is kept of a cluster. */
  async dropCluster(cluster: string): Promise<void> {
    await patiently(async () => {
      await this.#db(CLUSTERS).where({ cluster }).delete();
      await this.#db(PARTS).where({ cluster }).delete();
    }, PATIENCE);
  }

  /** Drops everything. */
  async clear(): Promise<void> {
    await patiently(async () => {
      await this.#db(CLUSTERS).delete();
      await this.#db(PARTS).delete();
    }, PATIENCE);
  }
}

/** What can't be read is as good as not there. */
function kindsIn(text: string): KeptKinds {
  try {
    return keptKinds.parse(JSON.parse(text));
  } catch {
    return {};
  }
}
