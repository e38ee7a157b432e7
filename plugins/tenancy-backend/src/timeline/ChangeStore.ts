import {
  type Change,
  mergeAll,
  mergeChanges,
  type Observation,
  threadOf,
} from '@groundwork/engine';
import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { patiently } from '../database/patiently';

const CHANGES = 'tenancy_changes';
const OBSERVATIONS = 'tenancy_observations';

/** Rows that concern all tenants. */
const ALL = '';

/** Of one kind of one tenant, so that a storm of one pushes out no other. */
const MAX_OF_KIND = 300;

/** Of more that come at once the newest are kept. */
const MAX_AT_ONCE = 500;

/** Milliseconds that a reader waits for a database. */
const READ_PATIENCE = 1_500;

/** What was seen of a tenant last. */
export interface Mark {
  version: number;
  /** Milliseconds since the epoch. */
  at: number;
  owner?: string;
  observation?: Observation;
  /** Commits that are known, newest first. */
  commits: readonly string[];
}

/** A change as it is kept. */
export interface StoredChange extends Change {
  id: string;
  /** Who owned the tenant then; absent if nobody is known. */
  owner?: string;
}

interface ChangeRow {
  tenant: string;
  id: string;
  kind: string;
  thread: string | null;
  environments: string;
  at: number | string;
  until: number | string | null;
  owner: string | null;
  body: string;
}

interface MarkRow {
  tenant: string;
  version: number;
  at: number | string;
  owner: string | null;
  body: string;
}

/** Where a page ends: what is older follows. */
export interface Cursor {
  at: number;
  id?: string;
}

/**
 * Timelines in the plugin's database. Who writes says what was seen last, and nothing is written where somebody else saw
 * more meanwhile: so each event is there once, whoever writes and however often.
 */
export class ChangeStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** What was seen of a tenant last; undefined if nothing ever was. */
  async mark(tenant: string): Promise<Mark | undefined> {
    const row = await patiently(() =>
      this.#db<MarkRow>(OBSERVATIONS).where({ tenant }).first(),
    );
    return row && markOf(row);
  }

  /**
   * Adds changes and remembers what was seen.
   *
   * @returns false, with nothing written, where somebody else wrote since `mark` was read
   */
  async record(
    tenant: string,
    changes: readonly Change[],
    mark: Mark,
  ): Promise<boolean> {
    return patiently(() =>
      this.#db.transaction(async trx => {
        if (!(await putMark(trx, tenant, mark))) {
          return false;
        }
        await add(trx, tenant, changes, mark.owner);
        return true;
      }),
    );
  }

  /** Adds changes that are told once by whoever makes them. */
  async note(
    tenant: string,
    changes: readonly Change[],
    owner?: string,
  ): Promise<void> {
    await patiently(() =>
      this.#db.transaction(trx => add(trx, tenant, changes, owner)),
    );
  }

  /** Adds what concerns all tenants, or renews it: gaps that last get their end later. */
  async putGaps(gaps: readonly Change[]): Promise<void> {
    const rows = gaps.map(gap => rowOf(ALL, gap, undefined));
    if (rows.length > 0) {
      await patiently(() =>
        this.#db<ChangeRow>(CHANGES)
          .insert(rows)
          .onConflict(['tenant', 'id'])
          .merge(),
      );
    }
  }

  /** Gaps of all tenants that end after a time, newest first. */
  async gaps(oldest: number): Promise<StoredChange[]> {
    const rows = await patiently(
      () =>
        this.#db<ChangeRow>(CHANGES)
          .where({ tenant: ALL })
          .andWhere(q => q.whereNull('until').orWhere('until', '>=', oldest))
          .orderBy('at', 'desc')
          .limit(MAX_OF_KIND),
      READ_PATIENCE,
    );
    return rows.map(changeOf);
  }

  /** The changes of one tenant, newest first. */
  async page(
    tenant: string,
    options: {
      /** Only what was written for this owner since the tenant came to them; all where it is left out. */
      owner?: string;
      environment?: string;
      kinds?: readonly string[];
      before?: Cursor;
      from?: number;
      limit: number;
    },
  ): Promise<StoredChange[]> {
    const { owner, environment, kinds, before, from, limit } = options;
    const rows = await patiently(async () => {
      const query = this.#db<ChangeRow>(CHANGES).where({ tenant });
      if (owner !== undefined) {
        const came = await this.#cameAt(tenant, owner);
        query.andWhere({ owner }).andWhere('at', '>=', came);
      }
      if (environment !== undefined) {
        query.andWhere(q =>
          q
            .where('environments', '')
            .orWhere('environments', 'like', `%,${environment},%`),
        );
      }
      if (kinds) {
        query.whereIn('kind', [...kinds]);
      }
      if (before) {
        const { at, id = '' } = before;
        query.andWhere(q =>
          q
            .where('at', '<', at)
            .orWhere(same => same.where({ at }).andWhere('id', '<', id)),
        );
      }
      if (from !== undefined) {
        query.andWhere('at', '>=', from);
      }
      return query
        .orderBy([
          { column: 'at', order: 'desc' },
          { column: 'id', order: 'desc' },
        ])
        .limit(limit);
    }, READ_PATIENCE);
    return rows.map(changeOf);
  }

  /** Forgets what is older than a time, and of what there is too much the oldest. */
  async prune(oldest: number): Promise<void> {
    await this.#db<ChangeRow>(CHANGES)
      .where('at', '<', oldest)
      .andWhere(q => q.whereNull('until').orWhere('until', '<', oldest))
      .delete();
    await this.#db<MarkRow>(OBSERVATIONS)
      .where('at', '<', oldest)
      .andWhereNot({ tenant: ALL })
      .delete();
    const crowded: Array<{ tenant: string; kind: string }> = await this.#db(
      CHANGES,
    )
      .select('tenant', 'kind')
      .groupBy('tenant', 'kind')
      .havingRaw('count(*) > ?', [MAX_OF_KIND])
      .limit(1000);
    for (const { tenant, kind } of crowded) {
      const [last] = await this.#db<ChangeRow>(CHANGES)
        .where({ tenant, kind })
        .orderBy('at', 'desc')
        .offset(MAX_OF_KIND - 1)
        .limit(1);
      if (last) {
        await this.#db<ChangeRow>(CHANGES)
          .where({ tenant, kind })
          .andWhere('at', '<', last.at)
          .delete();
      }
    }
  }

  /** When the tenant came to its present owner, as far as the timeline reaches. */
  async #cameAt(tenant: string, owner: string): Promise<number> {
    const row = await this.#db<ChangeRow>(CHANGES)
      .where({ tenant })
      .andWhere(q => q.where({ kind: 'owner' }).orWhereNot({ owner }))
      .max({ at: 'at' })
      .first();
    return Number(row?.at ?? 0);
  }
}

async function putMark(
  trx: Knex.Transaction,
  tenant: string,
  mark: Mark,
): Promise<boolean> {
  const { version, at, owner, observation, commits } = mark;
  const row: MarkRow = {
    tenant,
    version: version + 1,
    at,
    owner: owner ?? null,
    body: JSON.stringify({ observation, commits }),
  };
  if (version > 0) {
    const changed = await trx<MarkRow>(OBSERVATIONS)
      .where({ tenant, version })
      .update(row);
    return changed > 0;
  }
  await trx<MarkRow>(OBSERVATIONS)
    .insert({ ...row, version: 0 })
    .onConflict('tenant')
    .ignore();
  const first = await trx<MarkRow>(OBSERVATIONS)
    .where({ tenant, version: 0 })
    .update(row);
  return first > 0;
}

async function add(
  trx: Knex.Transaction,
  tenant: string,
  changes: readonly Change[],
  owner: string | undefined,
): Promise<void> {
  const merged = mergeAll(changes).slice(-MAX_AT_ONCE);
  for (let from = 0; from < merged.length; from += 50) {
    const part = merged.slice(from, from + 50);
    const last = await lastOfThreads(trx, tenant, part, owner);
    const fresh: ChangeRow[] = [];
    for (const change of part) {
      const before = last.get(hashOf(threadOf(change)) ?? '');
      // What was counted already is not counted again.
      const isKnown = before?.id === idOf(change);
      const one = before && !isKnown && mergeChanges(before, change);
      if (one) {
        await trx<ChangeRow>(CHANGES)
          .where({ tenant, id: before.id })
          .update({ ...rowOf(tenant, one, owner), id: before.id });
      } else {
        fresh.push(rowOf(tenant, change, owner));
      }
    }
    if (fresh.length > 0) {
      await trx<ChangeRow>(CHANGES)
        .insert(fresh)
        .onConflict(['tenant', 'id'])
        .ignore();
    }
  }
}

/** The newest change of each thread, by the hash of the thread. */
async function lastOfThreads(
  trx: Knex.Transaction,
  tenant: string,
  changes: readonly Change[],
  owner: string | undefined,
): Promise<ReadonlyMap<string, StoredChange>> {
  const threads = [
    ...new Set(changes.flatMap(each => hashOf(threadOf(each)) ?? [])),
  ];
  if (threads.length === 0) {
    return new Map();
  }
  const rows = await trx<ChangeRow>(CHANGES)
    .where({ tenant, owner: owner ?? null })
    .whereIn('thread', threads)
    .whereIn(
      'at',
      trx<ChangeRow>(CHANGES)
        .max('at')
        .where({ tenant })
        .whereIn('thread', threads)
        .groupBy('thread'),
    );
  const last = new Map<string, StoredChange>();
  for (const row of rows) {
    const known = last.get(row.thread ?? '');
    if (!known || known.at < Number(row.at)) {
      last.set(row.thread ?? '', changeOf(row));
    }
  }
  return last;
}

function rowOf(
  tenant: string,
  change: Change,
  owner: string | undefined,
): ChangeRow {
  const { kind, environments, at, until } = change;
  return {
    tenant,
    id: idOf(change),
    kind,
    thread: hashOf(threadOf(change)) ?? null,
    environments: environments.length > 0 ? `,${environments.join(',')},` : '',
    at: Math.round(at),
    until: until === undefined ? null : Math.round(until),
    owner: owner ?? null,
    body: JSON.stringify(change),
  };
}

function changeOf({ id, owner, body }: ChangeRow): StoredChange {
  const change: Change = JSON.parse(body);
  return { ...change, id, ...(owner ? { owner } : {}) };
}

function markOf({ version, at, owner, body }: MarkRow): Mark {
  const { observation, commits = [] }: Partial<Mark> = JSON.parse(body);
  return {
    version,
    at: Number(at),
    ...(owner ? { owner } : {}),
    ...(observation ? { observation } : {}),
    commits,
  };
}

function idOf({ key }: Change): string {
  return hashOf(key) ?? '';
}

function hashOf<T extends string | undefined>(text: T) {
  return text === undefined
    ? undefined
    : createHash('sha256').update(text).digest('base64url').slice(0, 24);
}
