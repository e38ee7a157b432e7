import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { patiently } from '../database/patiently';

const TABLE = 'tenancy_notices';

/** Of more that are due the others come with the next look. */
const MAX_DUE = 200;

/** What is to be told of a tenant, in words for its team. */
export interface KeptNotice {
  key: string;
  kind: 'broke' | 'merged' | 'certificate' | 'quota';
  environment?: string;
  title: string;
  why: string;
  url?: string;
}

const STAGES = ['new', 'told', 'ending', 'resting', 'known'] as const;

/**
 * How far telling has come. `new` is not told yet, `told` was and is still so, `ending` was told and is over, `resting` is
 * over and may come back any moment, `known` was so before anybody watched and is not told.
 */
export type Stage = (typeof STAGES)[number];

/** A notice with how far telling it has come, and since when, in milliseconds since the epoch. */
export interface NoticeRow {
  tenant: string;
  id: string;
  stage: Stage;
  since: number;
  notice: KeptNotice;
}

interface Row {
  tenant: string;
  id: string;
  stage: string;
  since: number | string;
  body: string;
}

/**
 * Notices in the plugin's database: what was told stays told over restarts. Each step is taken by one replica: whoever
 * changes the stage first.
 */
export class NoticeStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async of(tenant: string): Promise<NoticeRow[]> {
    const rows = await patiently(() => this.#db<Row>(TABLE).where({ tenant }));
    return rows.map(noticeRow);
  }

  /** Adds a notice; one of the same key stays as it is. */
  async add(
    tenant: string,
    notice: KeptNotice,
    stage: Stage,
    since: number,
  ): Promise<void> {
    const row: Row = {
      tenant,
      id: idOf(notice),
      stage,
      since,
      body: JSON.stringify(notice),
    };
    await patiently(() =>
      this.#db<Row>(TABLE).insert(row).onConflict(['tenant', 'id']).ignore(),
    );
  }

  /** Takes a notice to its next stage. Tells whether nobody else did. */
  async move(
    { tenant, id, stage, since }: NoticeRow,
    next: Stage,
    now: number,
    notice?: KeptNotice,
  ): Promise<boolean> {
    const moved = await patiently(() =>
      this.#db<Row>(TABLE)
        .where({ tenant, id, stage, since })
        .update({
          stage: next,
          since: now,
          ...(notice ? { body: JSON.stringify(notice) } : {}),
        }),
    );
    return moved > 0;
  }

  /** Forgets a notice. Tells whether nobody else did. */
  async drop({ tenant, id, stage, since }: NoticeRow): Promise<boolean> {
    const dropped = await patiently(() =>
      this.#db<Row>(TABLE).where({ tenant, id, stage, since }).delete(),
    );
    return dropped > 0;
  }

  /** Those that have waited in a stage since a time, the longest first. */
  async due(stage: Stage, until: number): Promise<NoticeRow[]> {
    const rows = await patiently(() =>
      this.#db<Row>(TABLE)
        .where({ stage })
        .andWhere('since', '<=', until)
        .orderBy('since')
        .limit(MAX_DUE),
    );
    return rows.map(noticeRow);
  }

  /** Forgets what was told of long ago and has no end that would be noticed. */
  async prune(oldest: number): Promise<void> {
    await this.#db<Row>(TABLE).where('since', '<', oldest).delete();
  }
}

/** By what a notice is known. */
export function idOf({ key }: Pick<KeptNotice, 'key'>): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 24);
}

function noticeRow({ tenant, id, stage, since, body }: Row): NoticeRow {
  return {
    tenant,
    id,
    stage: STAGES.find(each => each === stage) ?? 'new',
    since: Number(since),
    notice: JSON.parse(body),
  };
}
