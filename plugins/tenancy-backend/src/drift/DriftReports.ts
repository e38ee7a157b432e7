import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  type DriftSource,
  driftSources,
  type EnvironmentDrift,
  environmentDriftInSteps,
  type Facts,
  type FoundManifests,
  type KubernetesObject,
  type ObjectRef,
  type Platform,
  refKey,
  type Snapshot,
  type WholeObject,
} from '@groundwork/engine';
import { inTurns, letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import type { DriftManifests } from './DriftManifests';
import type { WholeObjects } from './WholeObjects';

/** Sync windows open and close, so a report is made anew once in a while even if nothing changed. */
const MAX_AGE = 30_000;

/** Milliseconds that a status waits for what Git says; later it is in the next answer. */
const PATIENCE = 250;

/** Objects that a report asks clusters for at most, of kinds that are watched as metadata alone. */
const MOST_ASKED = 50;

/** Reports of one tenant, until something of it changes. */
type Reports = Map<string, { at: number; report: Promise<EnvironmentDrift> }>;

/**
 * Drift of each tenant and environment, computed when somebody looks and kept until something of the tenant or Git changes.
 */
export class DriftReports {
  readonly #platform: Platform;
  readonly #snapshot: Snapshot;
  readonly #manifests: Pick<DriftManifests, 'of'>;
  readonly #objects: Pick<WholeObjects, 'known' | 'ask'>;
  readonly #facts: () => Facts;
  readonly #logger: LoggerService;
  readonly #onLate: (tenant: string) => void;
  readonly #tenants = new Map<string, Reports>();

  constructor(options: {
    platform: Platform;
    snapshot: Snapshot;
    manifests: Pick<DriftManifests, 'of'>;
    objects: Pick<WholeObjects, 'known' | 'ask'>;
    facts: () => Facts;
    logger: LoggerService;
    /** Called when a report is there that a status could not wait for. */
    onLate: (tenant: string) => void;
  }) {
    this.#platform = options.platform;
    this.#snapshot = options.snapshot;
    this.#manifests = options.manifests;
    this.#objects = options.objects;
    this.#facts = options.facts;
    this.#logger = options.logger;
    this.#onLate = options.onLate;
  }

  /** The drift of a tenant in an environment of the platform; undefined for any other. */
  async of(
    tenant: string,
    environment: string,
  ): Promise<EnvironmentDrift | undefined> {
    const reports: Reports = this.#tenants.get(tenant) ?? new Map();
    this.#tenants.set(tenant, reports);
    const now = Date.now();
    const known = reports.get(environment);
    // A clock may be set back.
    if (known && Math.abs(now - known.at) < MAX_AGE) {
      return known.report;
    }
    const found = this.#platform.environments.find(
      each => each.name === environment,
    );
    if (!found) {
      return undefined;
    }
    const report = this.#make(tenant, found);
    reports.set(environment, { at: now, report });
    report.catch(() => reports.delete(environment));
    return report;
  }

  /** As {@link DriftReports.of} for a status, which does not wait for a slow Git; a report that can't be made is none. */
  async soon(
    tenant: string,
    environment: string,
  ): Promise<EnvironmentDrift | undefined> {
    let timer: NodeJS.Timeout | undefined;
    let isLate = false;
    const late = new Promise<undefined>(resolve => {
      timer = setTimeout(() => {
        isLate = true;
        resolve(undefined);
      }, PATIENCE);
    });
    const report = this.of(tenant, environment).then(
      made => {
        if (isLate && made && made.objects.length > 0) {
          this.#onLate(tenant);
        }
        return made;
      },
      error => {
        this.#logger.debug(
          `Drift of ${tenant} cannot be computed: ${stringifyError(error)}`,
        );
        return undefined;
      },
    );
    try {
      return await Promise.race([report, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Forgets the reports of these tenants. */
  invalidate(tenants: Iterable<string>): void {
    for (const tenant of tenants) {
      this.#tenants.delete(tenant);
    }
  }

  /** Forgets all, as when Git has moved on. What was compared is remembered elsewhere. */
  invalidateAll(): void {
    this.#tenants.clear();
  }

  async #make(
    tenant: string,
    environment: Platform['environments'][number],
  ): Promise<EnvironmentDrift> {
    const sources = driftSources(
      tenant,
      this.#snapshot,
      environment,
      this.#platform,
    );
    await letOthers();
    const found = await Promise.all(
      sources.map(async source => ({
        source,
        manifests: await this.#manifestsOf(tenant, source),
      })),
    );
    const now = Date.now();
    const ahead = this.#facts().clocks?.[environment.argocd.cluster] ?? 0;
    const missed = new Map<string, [ObjectRef, KubernetesObject]>();
    const read = new Map<string, WholeObject>();
    const compare = () =>
      inTurns(
        environmentDriftInSteps(found, {
          environment,
          snapshot: this.#snapshot,
          platform: this.#platform,
          now: now + ahead,
          asOf: now,
          whole: (ref, live) => {
            const key = refKey(ref);
            const whole = read.get(key) ?? this.#objects.known(ref, live);
            if (!whole && missed.size >= MOST_ASKED) {
              return { why: `Git holds more than ${MOST_ASKED} such objects` };
            }
            if (!whole) {
              missed.set(key, [ref, live]);
            }
            return whole;
          },
        }),
      );
    const report = await compare();
    if (missed.size === 0) {
      return report;
    }
    await Promise.all(
      [...missed].map(async ([key, [ref, live]]) =>
        read.set(key, await this.#objects.ask(ref, live)),
      ),
    );
    return compare();
  }

  /** One folder that can't be read is not known; the others are. */
  async #manifestsOf(
    tenant: string,
    source: DriftSource,
  ): Promise<FoundManifests | { why: string }> {
    try {
      return await this.#manifests.of(tenant, source);
    } catch (error) {
      this.#logger.debug(
        `What Git says cannot be read: ${stringifyError(error)}`,
      );
      return { why: 'Git cannot be read now' };
    }
  }
}
