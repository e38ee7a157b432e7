import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  clustersOf,
  type GitRepositories,
  groupsOf,
  inTurns,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  checkInSteps,
  type EnvironmentDrift,
  type Extensions,
  type Facts,
  type Fix,
  fixesInSteps,
  type FixStatuses,
  type Platform,
} from '@groundwork/engine';
import type { LiveSnapshot } from '../clusters';
import type { DriftReports } from '../drift/DriftReports';
import type { GitTrees } from '../git/GitTrees';
import type { RequestIndex } from '../git/RequestIndex';
import { BaseMovedError, readBase } from '../preview/readBase';
import { requestsFor } from '../preview/requestsFor';
import type { Schemas } from '../preview/Schemas';
import type { StatusCache } from '../status/StatusCache';
import type { TenantEntry } from '../tenants/TenantDirectory';

/** The fixes of a tenant, with the commits of the trees that they are edits against. */
export interface TenantFixes {
  items: readonly Fix[];
  base: { platform: string; tenants: string };
}

/** What is wrong may be wrong for long enough only after a while, so fixes are looked for again even if nothing changed. */
const MAX_AGE = 60_000;

/** Milliseconds in which what changes in a cluster has nothing looked for again, however much changes there. */
const MIN_AGE = 5_000;

/** How often Git is read anew because it moved meanwhile. */
const MAX_ATTEMPTS = 4;

/** So many tenants' fixes are looked for at a time. */
const AT_ONCE = 2;

/**
 * The edits that put right what is wrong with a tenant, looked for when somebody looks and kept until something of the tenant
 * or Git changes. They are the same for all who may read the tenant.
 */
export class Fixes {
  readonly #parts: FixesParts;
  readonly #kept = new Map<string, Kept>();
  readonly #waiting: Array<() => void> = [];
  #running = 0;

  constructor(parts: FixesParts) {
    this.#parts = parts;
  }

  /** @throws what Git throws that can't be read: nobody proposes an edit of what they do not know */
  of(tenant: TenantEntry): Promise<TenantFixes> {
    const now = Date.now();
    const kept = this.#kept.get(tenant.name);
    // A clock may be set back.
    const maxAge = kept?.isStale ? MIN_AGE : MAX_AGE;
    if (kept && Math.abs(now - kept.at) < maxAge) {
      return kept.found;
    }
    const found = this.#inTurn(() => this.#found(tenant));
    const entry: Kept = { at: now, found };
    this.#kept.set(tenant.name, entry);
    found.catch(() => {
      if (this.#kept.get(tenant.name) === entry) {
        this.#kept.delete(tenant.name);
      }
    });
    return found;
  }

  /** Has the fixes of these tenants looked for again, as what is theirs changed in a cluster. */
  invalidate(tenants: Iterable<string>): void {
    for (const tenant of tenants) {
      const kept = this.#kept.get(tenant);
      if (kept) {
        kept.isStale = true;
      }
    }
  }

  /** Forgets all, as when Git has moved on. */
  invalidateAll(): void {
    this.#kept.clear();
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= AT_ONCE) {
      await new Promise<void>(resolve => {
        this.#waiting.push(resolve);
      });
    }
    this.#running += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  /** Git that moves meanwhile is read again. */
  async #found(tenant: TenantEntry): Promise<TenantFixes> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#find(tenant);
      } catch (error) {
        if (!(error instanceof BaseMovedError) || attempt === MAX_ATTEMPTS) {
          throw error;
        }
      }
    }
  }

  async #find(tenant: TenantEntry): Promise<TenantFixes> {
    const { auth, catalog, platform, snapshot, schemas, checks } = this.#parts;
    const base = await readBase(this.#parts);
    const { requestIndex, commits } = base;
    const request = requestIndex.tenant(tenant.name);
    if (!request) {
      return { items: [], base: { ...commits } };
    }
    const groups = await groupsOf({
      platform,
      requests: [request],
      catalog,
      credentials: await auth.getOwnServiceCredentials(),
    });
    const items = await inTurns(
      fixesInSteps({
        tenant: tenant.name,
        platform,
        requests: requestsFor(requestIndex, tenant.name),
        files: await base.filesOf(tenant.name),
        capabilities: requestIndex.capabilities,
        groups,
        gatewayApi: schemas.gatewayApi(clustersOf(platform)),
        schemasOf: cluster => schemas.of(cluster),
        live: { snapshot, now: Date.now(), checks },
        // What rests on other tenants is not told to those of this one.
        mayRead: () => false,
        statuses: await this.#statuses(tenant),
      }),
    );
    return { items, base: { ...commits } };
  }

  async #statuses(tenant: TenantEntry): Promise<FixStatuses> {
    const { statuses, drift, platform, snapshot, facts, checks, logger } =
      this.#parts;
    const { sync, network } = await statuses.of(tenant);
    const reports: EnvironmentDrift[] = [];
    for (const { name } of tenant.environments) {
      try {
        const report = await drift.of(tenant.name, name);
        reports.push(...(report ? [report] : []));
      } catch (error) {
        logger.debug(
          `Drift of ${tenant.name} cannot be computed: ${stringifyError(
            error,
          )}`,
        );
      }
    }
    return {
      snapshot,
      sync,
      network,
      workloads: await statuses.card(tenant, 'workloads'),
      secrets: await statuses.card(tenant, 'secrets'),
      quotas: await statuses.card(tenant, 'quota'),
      drift: reports,
      findings: await inTurns(
        checkInSteps(snapshot, {
          platform,
          facts: facts(),
          now: Date.now(),
          checks,
          scope: { tenants: [tenant.name] },
        }),
      ),
    };
  }
}

interface Kept {
  at: number;
  found: Promise<TenantFixes>;
  /** Whether something of the tenant changed since. */
  isStale?: true;
}

/** What fixes are looked for in. */
interface FixesParts {
  platform: Platform;
  auth: AuthService;
  catalog: CatalogService;
  git: GitRepositories;
  trees: GitTrees;
  requestIndex: RequestIndex;
  snapshot: LiveSnapshot;
  schemas: Schemas;
  statuses: StatusCache;
  drift: DriftReports;
  facts: () => Facts;
  checks: Extensions['checks'];
  logger: LoggerService;
}
