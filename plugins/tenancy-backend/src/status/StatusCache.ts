import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { inTurns, letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import {
  type Cause,
  causesInSteps,
  type Facts,
  type NetworkStatus,
  networkStatusInSteps,
  type Platform,
  type QuotasStatus,
  quotasStatusInSteps,
  type SecretsStatus,
  secretsStatusInSteps,
  type Snapshot,
  type SourceState,
  type Steps,
  type SyncStatus,
  syncStatus,
  type TenantCards,
  type Verdict,
  type WorkloadsStatus,
  workloadsStatusInSteps,
} from '@groundwork/engine';
import type { TenantEntry } from '../tenants/TenantDirectory';

/** What the cards of a tenant show. */
export interface TenantStatus {
  sync: SyncStatus;
  network: NetworkStatus;
  /** When it was computed, milliseconds since the epoch. */
  at: number;
}

/** What cards show that are computed only when somebody looks at that card. */
export interface CardStatuses {
  secrets: SecretsStatus;
  workloads: WorkloadsStatus;
  quota: QuotasStatus;
}

const cards: {
  [Card in keyof CardStatuses]: (
    ...of: Parameters<typeof secretsStatusInSteps>
  ) => Steps<CardStatuses[Card]>;
} = {
  secrets: secretsStatusInSteps,
  workloads: workloadsStatusInSteps,
  quota: quotasStatusInSteps,
};

const empty: {
  [Card in keyof CardStatuses]: Omit<CardStatuses[Card], keyof Verdict>;
} = {
  secrets: {
    secrets: [],
    certificates: [],
    pushes: [],
    unknown: [],
    problems: [],
  },
  workloads: { workloads: [], problems: [] },
  quota: { quotas: [], limits: [], problems: [] },
};

/** Statuses say how long something lasts, so they are computed anew once in a while even if nothing changed. */
const MAX_AGE = 30_000;

/** What is known of a tenant, and what is being computed of it. */
interface Kept {
  /** Milliseconds since the epoch. */
  at: number;
  sync: SyncStatus;
  network?: Promise<NetworkStatus>;
}

type Cards = { [Card in keyof CardStatuses]?: Promise<CardStatuses[Card]> };

/**
 * The status of each tenant, computed when somebody looks and kept until something of the tenant changes:
 * a hundred viewers cost no more than one. Others are let through while one is computed, and who asks for the same in
 * between waits for the same.
 */
export class StatusCache {
  readonly #platform: Platform;
  readonly #snapshot: Snapshot;
  readonly #facts: () => Facts;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  readonly #statuses = new Map<string, Kept>();
  readonly #cards = new Map<string, { at: number; cards: Cards }>();
  readonly #causes = new Map<string, KeptCauses>();

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

  async of(tenant: TenantEntry): Promise<TenantStatus> {
    const kept = this.#kept(tenant);
    this.#statuses.set(tenant.name, kept);
    return this.#whole(tenant, kept);
  }

  /** The sync card alone, which is short work. */
  syncOf(tenant: TenantEntry): SyncStatus {
    const kept = this.#kept(tenant);
    this.#statuses.set(tenant.name, kept);
    return kept.sync;
  }

  /** As {@link StatusCache.of} for who looks at all tenants one after the other: what nobody else asks for is not kept. */
  async once(tenant: TenantEntry): Promise<TenantStatus> {
    return this.#whole(tenant, this.#kept(tenant));
  }

  #kept(tenant: TenantEntry): Kept {
    const now = this.#now();
    const known = this.#statuses.get(tenant.name);
    // A clock may be set back.
    if (known && Math.abs(now - known.at) < MAX_AGE) {
      return known;
    }
    const subject = subjectOf(tenant);
    return {
      at: now,
      sync: this.#attempt(
        () => syncStatus(subject, this.#snapshot, this.#options(now)),
        unknown => ({ ...unknown, environments: [] }),
      ),
    };
  }

  async #whole(tenant: TenantEntry, kept: Kept): Promise<TenantStatus> {
    const { at, sync } = kept;
    kept.network ??= this.#inTurns(
      () =>
        networkStatusInSteps(
          subjectOf(tenant),
          this.#snapshot,
          this.#options(at),
        ),
      unknown => ({ ...unknown, routes: [], isolation: [] }),
    );
    return { sync, network: await kept.network, at };
  }

  /** One card of a tenant, kept as its status is. */
  async card<Card extends keyof CardStatuses>(
    tenant: TenantEntry,
    card: Card,
  ): Promise<CardStatuses[Card]> {
    const kept = this.#keptCards(tenant);
    this.#cards.set(tenant.name, kept);
    const status: Promise<CardStatuses[Card]> =
      kept.cards[card] ?? this.#makeCard(tenant, card);
    kept.cards = { ...kept.cards, [card]: status };
    return status;
  }

  /** As {@link StatusCache.card} for who looks at all tenants one after the other: what nobody else asks for is not kept. */
  async cardOnce<Card extends keyof CardStatuses>(
    tenant: TenantEntry,
    card: Card,
  ): Promise<CardStatuses[Card]> {
    return this.#keptCards(tenant).cards[card] ?? this.#makeCard(tenant, card);
  }

  #keptCards({ name }: TenantEntry): { at: number; cards: Cards } {
    const now = this.#now();
    const kept = this.#cards.get(name);
    return kept && Math.abs(now - kept.at) < MAX_AGE
      ? kept
      : { at: now, cards: {} };
  }

  async #makeCard<Card extends keyof CardStatuses>(
    tenant: TenantEntry,
    card: Card,
  ): Promise<CardStatuses[Card]> {
    const options = this.#options(this.#now());
    return this.#inTurns<CardStatuses[Card]>(
      () => cards[card](subjectOf(tenant), this.#snapshot, options),
      unknown => ({ ...unknown, ...empty[card] } as CardStatuses[Card]),
    );
  }

  /**
   * What is wrong with a tenant by cause, kept as its status is. `network` is what the caller may see of it: of what is not in it
   * nothing is told. `sources` are the clusters that it rests on. Others are let through meanwhile; who asks for the same in
   * between waits for the same.
   */
  async causes(
    tenant: TenantEntry,
    network: NetworkStatus,
    sources: readonly SourceState[],
  ): Promise<readonly Cause[]> {
    const { sync } = await this.of(tenant);
    const secrets = await this.card(tenant, 'secrets');
    const workloads = await this.card(tenant, 'workloads');
    const quota = await this.card(tenant, 'quota');
    const looked = { sync, network, secrets, workloads, quota };
    const silent = sources
      .map(({ source, problem }) => `${source} ${problem?.unknown ?? ''}`)
      .join();
    const kept = this.#causes.get(tenant.name);
    if (kept && kept.silent === silent && isSameCards(kept.cards, looked)) {
      return kept.causes;
    }
    const causes = this.causesIn({ ...looked, sources });
    this.#causes.set(tenant.name, { silent, cards: looked, causes });
    return causes;
  }

  /** What is wrong by cause in these cards, or that it can't be told. */
  async causesIn(looked: TenantCards): Promise<readonly Cause[]> {
    try {
      return await inTurns(causesInSteps(looked, this.#snapshot));
    } catch (error) {
      return [unfound(this.#failed(error))];
    }
  }

  #options(now: number) {
    return { platform: this.#platform, facts: this.#facts(), now };
  }

  /** A card that can't be computed is Unknown, and says why; lists of tenants go on. */
  #attempt<T>(compute: () => T, otherwise: (unknown: Verdict) => T): T {
    try {
      return compute();
    } catch (error) {
      return otherwise(this.#failed(error));
    }
  }

  /** As `#attempt`, for work in steps. */
  async #inTurns<T>(
    steps: () => Steps<T>,
    otherwise: (unknown: Verdict) => T,
  ): Promise<T> {
    try {
      await letOthers();
      return await inTurns(steps());
    } catch (error) {
      return otherwise(this.#failed(error));
    }
  }

  #failed(error: unknown): Verdict {
    this.#logger.error(
      "A tenant's status cannot be computed",
      error instanceof Error ? error : undefined,
    );
    return {
      state: 'Unknown',
      why: `cannot be computed: ${stringifyError(error)}`,
      fixableBy: 'platform',
      native: [],
    };
  }

  /** Forgets the statuses of these tenants. */
  invalidate(tenants: Iterable<string>): void {
    for (const tenant of tenants) {
      this.#statuses.delete(tenant);
      this.#cards.delete(tenant);
      this.#causes.delete(tenant);
    }
  }
}

/** What causes were found in, as those who asked last may see it. */
interface KeptCauses {
  silent: string;
  cards: CardStatuses & Omit<TenantStatus, 'at'>;
  causes: Promise<readonly Cause[]>;
}

function isSameCards(a: KeptCauses['cards'], b: KeptCauses['cards']): boolean {
  return (
    a.sync === b.sync &&
    a.network === b.network &&
    a.secrets === b.secrets &&
    a.workloads === b.workloads &&
    a.quota === b.quota
  );
}

function unfound(unknown: Verdict): Cause {
  const id = 'sources/portal';
  const text = `What follows from what ${unknown.why}`;
  return {
    ...unknown,
    id,
    text,
    environments: [],
    findings: [
      {
        ...unknown,
        id,
        card: 'sources',
        environments: [],
        title: 'the portal',
      },
    ],
    follows: [],
  };
}

function subjectOf(tenant: TenantEntry) {
  return {
    name: tenant.name,
    environments: tenant.environments.map(({ name }) => name),
    requested: tenant.request !== undefined,
    draining: drainingOf(tenant),
  };
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
