import type { TenantSummary } from '@groundwork/backstage-plugin-tenancy-common';
import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import type { SourceState, Unknown } from '@groundwork/engine';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { tenantSummary } from '../views/tenantSummary';
import { type CardsWorld, ownCards } from './ownCards';

/** Milliseconds for who looks at thousands of tenants: a grace that ends, or a deadline that passes, is told a little later. */
const MAX_AGE = 120_000;

/** Summaries that are taken as they are kept before others are let through. */
const AT_ONCE = 200;

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

/**
 * Each tenant in one line, made when somebody lists it and kept until something of the tenant changes or a cluster falls silent. Of
 * thousands of tenants nothing else is kept. Who asks for the same in the meantime waits for the same.
 */
export class TenantSummaries {
  readonly #world: CardsWorld & { sources: () => readonly SourceState[] };
  readonly #now: () => number;
  readonly #kept = new Map<string, Kept>();

  constructor(
    /** `sources` are all that `sourcesOf` takes those of a tenant from. */
    world: CardsWorld & { sources: () => readonly SourceState[] },
    now: () => number = Date.now,
  ) {
    this.#world = world;
    this.#now = now;
  }

  async of(tenant: TenantEntry): Promise<TenantSummary> {
    const kept = this.#fresh(tenant, unknownsOf(this.#world.sources()));
    return kept ? kept.summary : this.#make(tenant);
  }

  /** The same of many, each the same object while it is kept; others are let through in between. */
  async all(tenants: readonly TenantEntry[]): Promise<TenantSummary[]> {
    const all: TenantSummary[] = [];
    let unknowns = unknownsOf(this.#world.sources());
    for (const [i, tenant] of tenants.entries()) {
      const made = this.#fresh(tenant, unknowns)?.made;
      all.push(made ?? (await this.of(tenant)));
      if (!made || i % AT_ONCE === 0) {
        await letOthers();
        unknowns = unknownsOf(this.#world.sources());
      }
    }
    return all;
  }

  /** Forgets the summaries of these tenants. */
  invalidate(tenants: Iterable<string>): void {
    for (const tenant of tenants) {
      this.#kept.delete(tenant);
    }
  }

  #fresh(tenant: TenantEntry, unknowns: Unknowns): Kept | undefined {
    const kept = this.#kept.get(tenant.name);
    // A clock may be set back.
    if (kept?.tenant !== tenant || Math.abs(this.#now() - kept.at) >= MAX_AGE) {
      return undefined;
    }
    for (const [source, unknown] of kept.sources) {
      if (unknowns.get(source) !== unknown) {
        return undefined;
      }
    }
    return kept;
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
      kept.made = await kept.summary;
      return kept.made;
    } catch (error) {
      if (this.#kept.get(tenant.name) === kept) {
        this.#kept.delete(tenant.name);
      }
      throw error;
    }
  }

  async #summary(tenant: TenantEntry): Promise<TenantSummary> {
    const { cards, causes } = await ownCards(this.#world, tenant);
    return tenantSummary(tenant, cards, causes);
  }
}

function unknownsOf(sources: readonly SourceState[]): Unknowns {
  return new Map(
    sources.map(({ source, problem }) => [source, problem?.unknown]),
  );
}
