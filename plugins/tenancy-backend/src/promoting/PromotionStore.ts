import type { GitBranch } from '@groundwork/backstage-plugin-tenancy-node';
import type { EnvironmentBranch } from '@groundwork/engine';
import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { ShortMemory } from '../access/ShortMemory';
import { patiently } from '../database/patiently';

const TABLE = 'tenancy_promotions';

/** Milliseconds that a row may be old where it is shown. */
const SHOWN = 2_000;

/** How far a promotion is. */
export interface PromotionRow {
  /** `done` where the branch held all; `proposed` with a pull request; `held` until somebody does something; `failed` is tried again. */
  state: 'done' | 'proposed' | 'held' | 'failed';
  why: string;
  /** The last head of the branch. */
  head?: string;
  /** What was last to be promoted, by content. */
  content?: string;
  /** The branch of its pull request. */
  proposal?: string;
  url?: string;
  /** What somebody else did on the branch. */
  note?: string;
}

/** A branch as promotions are kept of it. */
export type PromotedBranch = Pick<
  EnvironmentBranch,
  'name' | 'tenant' | 'url' | 'branch'
>;

type Row = {
  branch: string;
  tenant: string | null;
  /** Of a row from before these were kept they are not known. */
  repository: string | null;
  target: string | null;
  name: string | null;
} & {
  [Field in keyof Required<PromotionRow>]: PromotionRow[Field] | null;
};

/** How far promotions are, in the plugin's database: whichever replica promotes, all of them tell of it. */
export class PromotionStore {
  readonly #db: Knex;
  readonly #shown = new ShortMemory<PromotionRow | undefined>({
    milliseconds: SHOWN,
    most: 500,
  });

  constructor(db: Knex) {
    this.#db = db;
  }

  /** As it is now. */
  async of(branch: GitBranch): Promise<PromotionRow | undefined> {
    const row = await patiently(() =>
      this.#db<Row>(TABLE)
        .where({ branch: keyOf(branch) })
        .first(),
    );
    return row && present(row);
  }

  /** As it was a moment ago, for many who look. */
  async shown(branch: GitBranch): Promise<PromotionRow | undefined> {
    return this.#shown.get(keyOf(branch), () => this.of(branch));
  }

  /** Tenants with branches of their own to which something was promoted, and whether a branch is one of them. */
  async ofTenants(): Promise<
    Array<{ tenant: string; isAt: (branch: GitBranch) => boolean }>
  > {
    const rows = await patiently(() =>
      this.#db<Row>(TABLE).whereNotNull('tenant').select('branch', 'tenant'),
    );
    const keys = new Set(rows.map(({ branch }) => branch));
    const isAt = (branch: GitBranch) => keys.has(keyOf(branch));
    return [...new Set(rows.flatMap(({ tenant }) => tenant ?? []))].map(
      tenant => ({ tenant, isAt }),
    );
  }

  /** What was proposed and may be open yet, to any branch. */
  async proposed(): Promise<
    Array<{ branch: PromotedBranch; row: PromotionRow }>
  > {
    const rows = await patiently(() =>
      this.#db<Row>(TABLE).whereNotNull('proposal').whereNotNull('repository'),
    );
    return rows.map(row => ({
      branch: {
        name: row.name ?? '',
        url: row.repository ?? '',
        branch: row.target ?? '',
        ...(row.tenant === null ? {} : { tenant: row.tenant }),
      },
      row: present(row),
    }));
  }

  /**
   * Keeps where branches lie of which that is not kept, as of all that were promoted to by an earlier version.
   *
   * @param candidates - the branches that there are, with those of a tenant
   */
  async place(
    candidates: (tenant: string | undefined) => readonly PromotedBranch[],
  ): Promise<void> {
    const rows = await patiently(() =>
      this.#db<Row>(TABLE).whereNull('repository').select('branch', 'tenant'),
    );
    for (const { branch: key, tenant } of rows) {
      const found = candidates(tenant ?? undefined).find(
        each => keyOf(each) === key,
      );
      if (found) {
        await patiently(() =>
          this.#db<Row>(TABLE).where({ branch: key }).update(placeOf(found)),
        );
      }
    }
  }

  async drop(branch: GitBranch): Promise<void> {
    await patiently(() =>
      this.#db<Row>(TABLE)
        .where({ branch: keyOf(branch) })
        .delete(),
    );
  }

  async put(branch: PromotedBranch, row: PromotionRow): Promise<void> {
    const { state, why, head, content, proposal, url, note } = row;
    await patiently(() =>
      this.#db<Row>(TABLE)
        .insert({
          branch: keyOf(branch),
          tenant: branch.tenant ?? null,
          ...placeOf(branch),
          state,
          why,
          head: head ?? null,
          content: content ?? null,
          proposal: proposal ?? null,
          url: url ?? null,
          note: note ?? null,
        })
        .onConflict('branch')
        .merge(),
    );
  }
}

function keyOf({ url, branch }: GitBranch): string {
  return createHash('sha256').update(`${url} ${branch}`).digest('hex');
}

function placeOf({ url, branch, name }: PromotedBranch) {
  return { repository: url, target: branch, name };
}

function present(row: Row): PromotionRow {
  const { state, why, head, content, proposal, url, note } = row;
  const fields = { state, why, head, content, proposal, url, note };
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null),
  ) as unknown as PromotionRow;
}
