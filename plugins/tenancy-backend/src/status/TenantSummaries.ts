import type { TenantSummary } from '@groundwork/backstage-plugin-tenancy-common';
import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import type { Platform, SourceState, Unknown } from '@groundwork/engine';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { tenantSummary, unseenSummary } from '../views/tenantSummary';
import { type CardsWorld, ownCards } from './ownCards';

/** Milliseconds for who looks at thousands of tenants: a grace that ends, or a deadline that passes, is told a little later. */
const MAX_AGE = 120_000;

/** Summaries that are taken as they are kept before others are let through. */
const AT_ONCE = 200;

/** Milliseconds that a line stands for what is made anew, for who rather has an answer soon. */
const GRACE = 60_000;

/** Why each source is not known; undefined for one that is. */
type Unknowns = ReadonlyMap<string, Unknown | undefined>;

interface Kept {
  at: number;
  /** What it was made of beside the objects of the tenant. */
  tenant: TenantEntry;
  sources: Unknowns;
  summary: Promise<TenantSummary>;
  /** Once it is made. */
  made?: TenantSummary;
}

/** What was made last, also where it has to be made anew. */
interface Line {
  summary: TenantSummary;
  sources: Unknowns;
  /** Since when it has to be made anew. */
  dueAt: number;
}

/** What summaries are made from. */
interface SummariesWorld extends CardsWorld {
  platform: Pick<Platform, 'reportOnly'>;
  /** All that `sourcesOf` takes those of a tenant from. */
  sources: () => readonly SourceState[];
}

/**
 * Each tenant in one line, made when somebody lists it and kept until something of the tenant changes or a cluster falls silent. Of
 * thousands of tenants nothing else is kept. Who asks for the same in the meantime waits for the same.
 */
export class TenantSummaries {
  readonly #world: SummariesWorld;
  readonly #now: () => number;
  readonly #kept = new Map<string, Kept>();
  readonly #lines = new WeakMap<TenantEntry, Line>();
  /** What is made once nobody waits for it, by name. */
  readonly #due = new Map<string, TenantEntry>();
  #isCatchingUp = false;
  /** Until others were let through. */
  #unknowns: Unknowns | undefined;

  constructor(world: SummariesWorld, now: () => number = Date.now) {
    this.#world = world;
    this.#now = now;
  }

  async of(tenant: TenantEntry): Promise<TenantSummary> {
    this.#unknowns = undefined;
    return this.#of(tenant);
  }

  /** The same of many, each the same object while it is kept; others are let through in between. */
  async all(tenants: readonly TenantEntry[]): Promise<TenantSummary[]> {
    const all: TenantSummary[] = [];
    this.#unknowns = undefined;
    for (const [i, tenant] of tenants.entries()) {
      const made = this.#fresh(tenant)?.made;
      all.push(made ?? (await this.#of(tenant)));
      if (!made || i % AT_ONCE === 0) {
        await letOthers();
      }
    }
    return all;
  }

  /**
   * As {@link TenantSummaries.all} for who rather has an answer soon. What could not be made within so many milliseconds is as it was
   * before something of it changed, where that was a moment ago, else Unknown; it is made meanwhile, and counted as pending.
   */
  async soon(
    tenants: readonly TenantEntry[],
    patience: number,
  ): Promise<{ items: TenantSummary[]; pending: number }> {
    const until = this.#now() + patience;
    const items: TenantSummary[] = [];
    const due: TenantEntry[] = [];
    this.#unknowns = undefined;
    for (const [i, tenant] of tenants.entries()) {
      const made = this.#fresh(tenant)?.made;
      if (made) {
        items.push(made);
      } else if (this.#now() < until) {
        items.push(await this.#of(tenant));
      } else {
        due.push(tenant);
        items.push(
          this.#before(tenant) ?? unseenSummary(tenant, this.#world.platform),
        );
      }
      if (!made || i % AT_ONCE === 0) {
        await letOthers();
      }
    }
    due.forEach(tenant => this.#due.set(tenant.name, tenant));
    void this.#catchUp();
    return { items, pending: due.length };
  }

  /** Forgets the summaries of these tenants. */
  invalidate(tenants: Iterable<string>): void {
    const now = this.#now();
    for (const name of tenants) {
      const kept = this.#kept.get(name);
      const line = kept && this.#lines.get(kept.tenant);
      if (line) {
        line.dueAt = Math.min(line.dueAt, now);
      }
      this.#kept.delete(name);
    }
  }

  async #of(tenant: TenantEntry): Promise<TenantSummary> {
    const kept = this.#fresh(tenant);
    return kept ? kept.summary : this.#make(tenant);
  }

  /** Makes one after the other what is due, for as long as something is. */
  async #catchUp(): Promise<void> {
    if (this.#isCatchingUp) {
      return;
    }
    this.#isCatchingUp = true;
    for (const [name, tenant] of this.#due) {
      this.#due.delete(name);
      await letOthers();
      // Who asks next is told what is wrong.
      await this.#of(tenant).catch(() => {});
    }
    this.#isCatchingUp = false;
  }

  #before(tenant: TenantEntry): TenantSummary | undefined {
    const line = this.#lines.get(tenant);
    return line &&
      Math.abs(this.#now() - line.dueAt) < GRACE &&
      isSame(line.sources, this.#unknownsNow())
      ? line.summary
      : undefined;
  }

  #fresh(tenant: TenantEntry): Kept | undefined {
    const kept = this.#kept.get(tenant.name);
    // A clock may be set back.
    if (kept?.tenant !== tenant || Math.abs(this.#now() - kept.at) >= MAX_AGE) {
      return undefined;
    }
    return isSame(kept.sources, this.#unknownsNow()) ? kept : undefined;
  }

  /** Looked at once a turn: thousands of lines ask for those of dozens of clusters. */
  #unknownsNow(): Unknowns {
    if (!this.#unknowns) {
      this.#unknowns = unknownsOf(this.#world.sources());
      setImmediate(() => {
        this.#unknowns = undefined;
      });
    }
    return this.#unknowns;
  }

  async #make(tenant: TenantEntry): Promise<TenantSummary> {
    const kept: Kept = {
      at: this.#now(),
      tenant,
      sources: unknownsOf(this.#world.sourcesOf(tenant)),
      summary: this.#summary(tenant),
    };
    this.#kept.set(tenant.name, kept);
    try {
      const summary = await kept.summary;
      kept.made = summary;
      const { at, sources } = kept;
      // Something may have changed while it was made.
      const isKept = this.#kept.get(tenant.name) === kept;
      const dueAt = isKept ? at + MAX_AGE : this.#now();
      this.#lines.set(tenant, { summary, sources, dueAt });
      return summary;
    } catch (error) {
      if (this.#kept.get(tenant.name) === kept) {
        this.#kept.delete(tenant.name);
      }
      throw error;
    }
  }

  async #summary(tenant: TenantEntry): Promise<TenantSummary> {
    const { cards, causes } = await ownCards(this.#world, tenant);
    return tenantSummary(tenant, cards, causes, this.#world.platform);
  }
}

/** Whether what was known of these sources is what is known of them now. */
function isSame(sources: Unknowns, now: Unknowns): boolean {
  for (const [source, unknown] of sources) {
    if (now.get(source) !== unknown) {
      return false;
    }
  }
  return true;
}

function unknownsOf(sources: readonly SourceState[]): Unknowns {
  return new Map(
    sources.map(({ source, problem }) => [source, problem?.unknown]),
  );
}
