import type { TenantSummary } from '@groundwork/backstage-plugin-tenancy-common';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { tenantSummary } from '../views/tenantSummary';
import { type CardsWorld, ownCards } from './ownCards';

/** Milliseconds for who looks at thousands of tenants: a grace that ends, or a deadline that passes, is told a little later. */
const MAX_AGE = 120_000;

interface Kept {
  at: number;
  /** What it was made of beside the objects of the tenant. */
  of: string;
  summary: Promise<TenantSummary>;
}

/**
 * Each tenant in one line, made when somebody lists it and kept until something of the tenant changes or a cluster falls silent. Of
 * thousands of tenants nothing else is kept. Who asks for the same in the meantime waits for the same.
 */
export class TenantSummaries {
  readonly #world: CardsWorld;
  readonly #now: () => number;
  readonly #kept = new Map<string, Kept>();

  constructor(world: CardsWorld, now: () => number = Date.now) {
    this.#world = world;
    this.#now = now;
  }

  async of(tenant: TenantEntry): Promise<TenantSummary> {
    const now = this.#now();
    const of = JSON.stringify([
      tenant.owner,
      tenant.tier,
      tenant.environments,
      this.#world
        .sourcesOf(tenant)
        .map(({ source, problem }) => [source, problem?.unknown]),
    ]);
    const kept = this.#kept.get(tenant.name);
    // A clock may be set back.
    if (kept && kept.of === of && Math.abs(now - kept.at) < MAX_AGE) {
      return kept.summary;
    }
    const made: Kept = { at: now, of, summary: this.#make(tenant) };
    this.#kept.set(tenant.name, made);
    try {
      return await made.summary;
    } catch (error) {
      if (this.#kept.get(tenant.name) === made) {
        this.#kept.delete(tenant.name);
      }
      throw error;
    }
  }

  /** Forgets the summaries of these tenants. */
  invalidate(tenants: Iterable<string>): void {
    for (const tenant of tenants) {
      this.#kept.delete(tenant);
    }
  }

  async #make(tenant: TenantEntry): Promise<TenantSummary> {
    const { cards, causes } = await ownCards(this.#world, tenant);
    return tenantSummary(tenant, cards, causes);
  }
}
