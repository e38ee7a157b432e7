import type { Knex } from 'knex';
import { patiently } from '../database/patiently';

const TABLE = 'tenancy_proposals';

/** Milliseconds: who opened a pull request waits rather than have it forgotten. */
const WRITE_PATIENCE = 30_000;

/** A proposal that waits longer than this is forgotten. */
const MAX_AGE = 90 * 24 * 60 * 60 * 1000;

/** Of more proposals of one author the oldest are forgotten. */
const MAX_OF_AUTHOR = 100;

/** Of those for tenants that do not exist, which nobody else is shown, fewer are kept. */
const MAX_NEW_OF_AUTHOR = 10;

/**
 * A pull or merge request that holds a request. `requestOid` is the Git id of the request file at the time it was proposed,
 * absent if there was none: once the file is another one, the proposal is merged.
 */
export interface Proposal {
  tenant: string;
  kind: string;
  name: string;
  url: string;
  branch?: string;
  proposedBy: string;
  /** Who owned the tenant when it was proposed; absent for a tenant that did not exist. */
  tenantOwner?: string;
  /** Milliseconds since the epoch. */
  at: number;
  requestOid?: string;
}

interface Row {
  tenant: string;
  kind: string;
  name: string;
  url: string;
  branch: string | null;
  proposed_by: string;
  tenant_owner: string | null;
  at: number | string;
  request_oid: string | null;
}

/**
 * Proposals in the plugin's database: of each author the last one for each request, for a while.
 * Nobody overwrites what somebody else proposed.
 */
export class ProposalStore {
  readonly #db: Knex;
  readonly #now: () => number;

  constructor(db: Knex, now: () => number = Date.now) {
    this.#db = db;
    this.#now = now;
  }

  async put(proposal: Proposal): Promise<void> {
    const row: Row = {
      tenant: proposal.tenant,
      kind: proposal.kind,
      name: proposal.name,
      url: proposal.url,
      branch: proposal.branch ?? null,
      proposed_by: proposal.proposedBy,
      tenant_owner: proposal.tenantOwner ?? null,
      at: proposal.at,
      request_oid: proposal.requestOid ?? null,
    };
    await patiently(() => this.#put(row), WRITE_PATIENCE);
  }

  async #put(row: Row): Promise<void> {
    await this.#db.transaction(async trx => {
      await trx<Row>(TABLE)
        .insert(row)
        .onConflict(['tenant', 'kind', 'name', 'proposed_by'])
        .merge();
      await trx<Row>(TABLE)
        .where('at', '<', this.#now() - MAX_AGE)
        .delete();
      const { proposed_by } = row;
      await forget(trx, q => q.where({ proposed_by }), MAX_OF_AUTHOR);
      await forget(
        trx,
        q => q.where({ proposed_by }).whereNull('tenant_owner'),
        MAX_NEW_OF_AUTHOR,
      );
    });
  }

  async of(tenant: string): Promise<Proposal[]> {
    const rows = await patiently(() =>
      this.#db<Row>(TABLE)
        .where({ tenant })
        .andWhere('at', '>=', this.#now() - MAX_AGE)
        .orderBy('at', 'desc'),
    );
    return rows.map(row => ({
      tenant: row.tenant,
      kind: row.kind,
      name: row.name,
      url: row.url,
      ...(row.branch ? { branch: row.branch } : {}),
      proposedBy: row.proposed_by,
      ...(row.tenant_owner ? { tenantOwner: row.tenant_owner } : {}),
      at: Number(row.at),
      ...(row.request_oid ? { requestOid: row.request_oid } : {}),
    }));
  }

  async drop({ tenant, kind, name, proposedBy }: Proposal): Promise<void> {
    await this.#db<Row>(TABLE)
      .where({ tenant, kind, name, proposed_by: proposedBy })
      .delete();
  }
}

/** Forgets all but the newest so many of the rows that are chosen. */
async function forget(
  trx: Knex.Transaction,
  choose: (
    rows: Knex.QueryBuilder<Row, Row[]>,
  ) => Knex.QueryBuilder<Row, Row[]>,
  most: number,
): Promise<void> {
  const tooMany: Row[] = await choose(trx<Row>(TABLE))
    .orderBy('at', 'desc')
    .offset(most)
    .limit(MAX_OF_AUTHOR);
  for (const { tenant, kind, name, proposed_by } of tooMany) {
    await trx<Row>(TABLE).where({ tenant, kind, name, proposed_by }).delete();
  }
}
