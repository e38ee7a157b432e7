import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  type Facts,
  type NetworkStatus,
  networkStatus,
  type Platform,
  type Snapshot,
  type SyncStatus,
  syncStatus,
  type Verdict,
} from '@groundwork/engine';
import type { TenantEntry } from '../tenants/TenantDirectory';

/** What the cards of a tenant show. */
export interface TenantStatus {
  sync: SyncStatus;
  network: NetworkStatus;
  /** When it was computed, milliseconds since the epoch. */
  at: number;
}

/** Statuses say how long something lasts, so they are computed anew once in a while even if nothing changed. */
const MAX_AGE = 30_000;

/**
 * The status of each tenant, computed when somebody looks and kept until something of the tenant changes:
 * a hundred viewers cost no more than one.
 */
export class StatusCache {
  readonly #platform: Platform;
  readonly #snapshot: Snapshot;
  readonly #facts: () => Facts;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  readonly #statuses = new Map<string, TenantStatus>();

  constructor(options: {
    platform: Platform;
    snapshot: Snapshot;
    facts: () => Facts;
    logger: LoggerService;
    now?: () => number;
  }) {
    this.#platform = options.platform;
    this.#snapshot = options.snapshot;
    this.#facts = options.facts;
    this.#logger = options.logger;
    this.#now = options.now ?? Date.now;
  }

  of(tenant: TenantEntry): TenantStatus {
    const now = this.#now();
    const known = this.#statuses.get(tenant.name);
    // A clock may be set back.
    if (known && Math.abs(now - known.at) < MAX_AGE) {
      return known;
    }
    const subject = {
      name: tenant.name,
      environments: tenant.environments.map(({ name }) => name),
      requested: tenant.request !== undefined,
      draining: drainingOf(tenant),
    };
    const options = { platform: this.#platform, facts: this.#facts(), now };
    const status = {
      sync: this.#attempt(
        () => syncStatus(subject, this.#snapshot, options),
        unknown => ({ ...unknown, environments: [] }),
      ),
      network: this.#attempt(
        () => networkStatus(subject, this.#snapshot, options),
        unknown => ({ ...unknown, routes: [], isolation: [] }),
      ),
      at: now,
    };
    this.#statuses.set(tenant.name, status);
    return status;
  }

  /** A card that can't be computed is Unknown, and says why; lists of tenants go on. */
  #attempt<T>(compute: () => T, otherwise: (unknown: Verdict) => T): T {
    try {
      return compute();
    } catch (error) {
      this.#logger.error(
        "A tenant's status can't be computed",
        error instanceof Error ? error : undefined,
      );
      return otherwise({
        state: 'Unknown',
        why: `can't be computed: ${stringifyError(error)}`,
        fixableBy: 'platform',
        native: [],
      });
    }
  }

  /** Forgets the statuses of these tenants. */
  invalidate(tenants: Iterable<string>): void {
    for (const tenant of tenants) {
      this.#statuses.delete(tenant);
    }
  }
}

/** Where the request of a tenant has its workloads taken away. */
function drainingOf({ request, environments }: TenantEntry): string[] {
  const { state, draining } = request?.spec ?? {
    state: 'active',
    draining: [],
  };
  return state === 'active'
    ? [...draining]
    : environments.map(({ name }) => name);
}
