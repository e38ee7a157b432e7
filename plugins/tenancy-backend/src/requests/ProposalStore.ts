import type { Knex } from 'knex';

const TABLE = 'tenancy_proposals';

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
  at: number | string;
  request_oid: string | null;
}

/**
 * Proposals in the plugin's database, the last one of each request.
 */
export class ProposalStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async put(proposal: Proposal): Promise<void> {
    const row: Row = {
      tenant: proposal.tenant,
      kind: proposal.kind,
      name: proposal.name,
      url: proposal.url,
      branch: proposal.branch ?? null,
      proposed_by: proposal.proposedBy,
      at: proposal.at,
      request_oid: proposal.requestOid ?? null,
    };
    await this.#db<Row>(TABLE)
      .insert(row)
      .onConflict(['tenant', 'kind', 'name'])
      .merge();
  }

  async of(tenant: string): Promise<Proposal[]> {
    const rows = await this.#db<Row>(TABLE)
      .where({ tenant })
      .orderBy('at', 'desc');
    return rows.map(row => ({
      tenant: row.tenant,
      kind: row.kind,
      name: row.name,
      url: row.url,
      ...(row.branch ? { branch: row.branch } : {}),
      proposedBy: row.proposed_by,
      at: Number(row.at),
      ...(row.request_oid ? { requestOid: row.request_oid } : {}),
    }));
  }

  async drop({ tenant, kind, name }: Proposal): Promise<void> {
    await this.#db<Row>(TABLE).where({ tenant, kind, name }).delete();
  }
}
