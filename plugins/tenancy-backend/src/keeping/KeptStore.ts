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
    since: z.number().default(0),
  }),
);

/**
 * A kind that is kept whole: how its objects were made, of how many parts it is, when all of them were true, and from which
 * version on parts are its own.
 */
export type KeptKinds = z.infer<typeof keptKinds>;

/** What is kept of a cluster. */
export interface KeptCluster {
  kinds: KeptKinds;
  /** How it is, as JSON, for replicas that follow. */
  report?: string;
  version: number;
}

/** A part of the objects of a kind. */
export interface KeptPart {
  cluster: string;
  /** Group and kind. */
  kind: string;
  part: number;
  /** Of which objects it holds. */
  hash: string;
  /** Grows with all that is written of a cluster, whoever writes it; 0 where replicas share nothing. */
  version: number;
  body: Uint8Array;
}

/** What a kind is divided into: parts of another division hold other objects. */
export type Division = Pick<KeptKinds[string], 'parts' | 'since'>;

type PartId = Pick<KeptPart, 'kind' | 'part' | 'version'>;

/** What was asked for belongs to another division by now. */
export class DividedAnewError extends TypeError {}

/** What is kept of clusters in the plugin's database. */
export class KeptStore {
  readonly #db: Knex;
  readonly #isShared: boolean;

  /** Where replicas share it, what has a higher version is never replaced: its writer has the cluster now. */
  constructor(db: Knex, options: { isShared?: boolean } = {}) {
    this.#db = db;
    this.#isShared = options.isShared ?? false;
  }

  /** The kinds that are kept whole, by cluster. */
  async clusters(): Promise<Map<string, KeptKinds>> {
    const rows: Array<{ cluster: string; kinds: string }> = await patiently(
      () => this.#db(CLUSTERS).select('cluster', 'kinds'),
      PATIENCE,
    );
    return new Map(rows.map(({ cluster, kinds }) => [cluster, kindsIn(kinds)]));
  }

  /** The versions of all clusters. */
  async versions(): Promise<Map<string, number>> {
    const rows: Array<{ cluster: string; version: number | string }> =
      await patiently(
        () => this.#db(CLUSTERS).select('cluster', 'version'),
        PATIENCE,
      );
    return new Map(rows.map(row => [row.cluster, Number(row.version)]));
  }

  /** What is kept of one cluster but its parts. */
  async cluster(cluster: string): Promise<KeptCluster | undefined> {
    const row:
      | { kinds: string; report: string | null; version: number | string }
      | undefined = await patiently(
      () => this.#db(CLUSTERS).where({ cluster }).first(),
      PATIENCE,
    );
    return (
      row && {
        kinds: kindsIn(row.kinds),
        ...(row.report === null ? {} : { report: row.report }),
        version: Number(row.version),
      }
    );
  }

  /** The hashes of all parts, or of those of these clusters. */
  async hashes(
    clusters?: readonly string[],
  ): Promise<Array<Omit<KeptPart, 'body' | 'version'>>> {
    return patiently(() => {
      const parts = this.#db<KeptPart>(PARTS);
      return (
        clusters ? parts.whereIn('cluster', [...clusters]) : parts
      ).select('cluster', 'kind', 'part', 'hash');
    }, PATIENCE);
  }

  /**
   * The bodies of a kind, in the order of its parts. Only who came to the end has the whole.
   *
   * @throws DividedAnewError at the end if the kind was divided anew meanwhile
   */
  async *bodies(
    cluster: string,
    kind: string,
    { parts, since }: Division,
  ): AsyncGenerator<Pick<KeptPart, 'part' | 'body'>> {
    for (let from = 0; from < parts; from += PAGE) {
      yield* await patiently(
        () =>
          this.#db<KeptPart>(PARTS)
            .where({ cluster, kind })
            .andWhere('part', '>=', from)
            .andWhere('part', '<', Math.min(from + PAGE, parts))
            .andWhere('version', '>=', since)
            .orderBy('part')
            .select('part', 'body'),
        PATIENCE,
      );
    }
    await this.#assertDivided(cluster, kind, { parts, since });
  }

  /** Which parts of a cluster were written since a version. */
  async changed(cluster: string, after: number): Promise<PartId[]> {
    const rows: PartId[] = await patiently(
      () =>
        this.#db<KeptPart>(PARTS)
          .where({ cluster })
          .andWhere('version', '>', after)
          .select('kind', 'part', 'version'),
      PATIENCE,
    );
    return rows.map(row => ({ ...row, version: Number(row.version) }));
  }

  /**
   * The bodies of some parts of a kind; those that went meanwhile are missing.
   *
   * @throws DividedAnewError in place of what belongs to another division
   */
  async *bodiesOf(
    cluster: string,
    kind: string,
    { division, parts }: { division: Division; parts: readonly number[] },
  ): AsyncGenerator<Pick<KeptPart, 'part' | 'body'>> {
    for (let from = 0; from < parts.length; from += PAGE) {
      const page = await patiently(
        () =>
          this.#db<KeptPart>(PARTS)
            .where({ cluster, kind })
            .whereIn('part', parts.slice(from, from + PAGE))
            .select('part', 'body'),
        PATIENCE,
      );
      await this.#assertDivided(cluster, kind, division);
      yield* page;
    }
  }

  /** Who divides a kind anew says so before anything of it goes, so what was read before is of the division that is told now. */
  async #assertDivided(
    cluster: string,
    kind: string,
    { parts, since }: Division,
  ): Promise<void> {
    const now = (await this.cluster(cluster))?.kinds[kind];
    if (now?.parts !== parts || now.since !== since) {
      throw new DividedAnewError(
        `${kind} of cluster ${cluster} is divided anew`,
      );
    }
  }

  /** Puts parts in the place of those that were there. */
  async putParts(parts: readonly KeptPart[]): Promise<void> {
    await patiently(() => {
      const put = this.#db<KeptPart>(PARTS)
        .insert([...parts])
        .onConflict(['cluster', 'kind', 'part'])
        .merge();
      return this.#isShared ? put.whereRaw(isNewer(PARTS)) : put;
    }, PATIENCE);
  }

  async putClusters(clusters: ReadonlyMap<string, KeptCluster>): Promise<void> {
    const rows = [...clusters].map(([cluster, { kinds, report, version }]) => ({
      ...{ cluster, version },
      kinds: JSON.stringify(kinds),
      report: report ?? null,
    }));
    await patiently(() => {
      const put = this.#db(CLUSTERS).insert(rows).onConflict('cluster').merge();
      return this.#isShared ? put.whereRaw(isNewer(CLUSTERS)) : put;
    }, PATIENCE);
  }

  /** Drops the parts of a kind, or those of its versions before one. */
  async dropParts(
    cluster: string,
    kind: string,
    before?: number,
  ): Promise<void> {
    await patiently(() => {
      const parts = this.#db<KeptPart>(PARTS).where({ cluster, kind });
      return (
        before === undefined ? parts : parts.andWhere('version', '<', before)
      ).delete();
    }, PATIENCE);
  }

  /** Parts of a kind are not what they should be: whoever keeps it next writes them anew. */
  async distrust(cluster: string, kind: string): Promise<void> {
    await patiently(
      () =>
        this.#db<KeptPart>(PARTS).where({ cluster, kind }).update({ hash: '' }),
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

function isNewer(table: string): string {
  return `excluded.version >= ${table}.version`;
}

/** What can't be read is as good as not there. */
function kindsIn(text: string): KeptKinds {
  try {
    return keptKinds.parse(JSON.parse(text));
  } catch {
    return {};
  }
}
