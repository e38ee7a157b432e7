import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { groupsOf, inTurns } from '@groundwork/backstage-plugin-tenancy-node';
import {
  type Enforcement,
  enforcementInSteps,
  type Facts,
  type KubernetesObject,
  type ObjectRef,
  type Platform,
  refKey,
  type Snapshot,
  type WholeObject,
} from '@groundwork/engine';
import { Remembered } from '../drift/Remembered';
import type { WholeObjects } from '../drift/WholeObjects';
import type { RequestIndex } from '../git/RequestIndex';
import type { TenantEntry } from '../tenants/TenantDirectory';

/** Objects that one look asks clusters for at most, of kinds that are watched as metadata alone. */
const MOST_ASKED = 50;

/** Milliseconds for which all who ask are told the same, where something of the tenant changed: a look at a large one takes seconds of CPU. */
const SETTLE = 5_000;

/** Milliseconds for which they are where nothing did. */
const MAX_AGE = 60_000;

const MOST_KEPT = 500;

interface Kept {
  at: number;
  made: Promise<Enforcement>;
  hasChanged: boolean;
}

/**
 * What would become of tenants were they held to everything, computed when somebody looks. It hangs on nobody's rights: who may read a
 * tenant is asked before.
 */
export class Enforcements {
  readonly #platform: Platform;
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #snapshot: Snapshot;
  readonly #facts: () => Facts;
  readonly #objects: Pick<WholeObjects, 'known' | 'ask'>;
  readonly #kept = new Remembered<Kept>(MOST_KEPT);

  constructor(options: {
    platform: Platform;
    auth: AuthService;
    catalog: CatalogService;
    snapshot: Snapshot;
    facts: () => Facts;
    objects: Pick<WholeObjects, 'known' | 'ask'>;
  }) {
    this.#platform = options.platform;
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#snapshot = options.snapshot;
    this.#facts = options.facts;
    this.#objects = options.objects;
  }

  async of(
    tenant: TenantEntry,
    requestIndex: RequestIndex,
  ): Promise<Enforcement> {
    const now = Date.now();
    const known = this.#kept.get(tenant.name);
    // A clock may be set back.
    if (
      known &&
      Math.abs(now - known.at) < (known.hasChanged ? SETTLE : MAX_AGE)
    ) {
      return known.made;
    }
    const made = this.#make(tenant, requestIndex);
    const kept: Kept = { at: now, made, hasChanged: false };
    this.#kept.set(tenant.name, kept);
    made.catch(() => {
      if (this.#kept.get(tenant.name) === kept) {
        this.#kept.delete(tenant.name);
      }
    });
    return made;
  }

  /** Looks at these tenants anew soon. */
  invalidate(tenants: Iterable<string>): void {
    for (const tenant of tenants) {
      const kept = this.#kept.get(tenant);
      if (kept) {
        kept.hasChanged = true;
      }
    }
  }

  async #make(
    tenant: TenantEntry,
    requestIndex: RequestIndex,
  ): Promise<Enforcement> {
    const groups = await groupsOf({
      platform: this.#platform,
      requests: [requestIndex.tenant(tenant.name)],
      catalog: this.#catalog,
      credentials: await this.#auth.getOwnServiceCredentials(),
    });
    const requests = requestIndex
      .requestsOf(tenant.name)
      .flatMap(({ request }) => request ?? []);
    const missed = new Map<string, [ObjectRef, KubernetesObject]>();
    const read = new Map<string, WholeObject>();
    const whole =
      (isLast: boolean) => (ref: ObjectRef, live: KubernetesObject) => {
        const key = refKey(ref);
        const found = read.get(key) ?? this.#objects.known(ref, live);
        if (found) {
          return found;
        }
        if (missed.size >= MOST_ASKED) {
          return { why: `there are more than ${MOST_ASKED} such objects` };
        }
        if (isLast) {
          return { why: 'it has just changed' };
        }
        missed.set(key, [ref, live]);
        return undefined;
      };
    const look = (isLast: boolean) =>
      inTurns(
        enforcementInSteps(
          {
            name: tenant.name,
            environments: tenant.environments.map(({ name }) => name),
          },
          this.#snapshot,
          {
            platform: this.#platform,
            facts: this.#facts(),
            now: Date.now(),
            requests,
            unreadable: requestIndex.isUnreadable(tenant.name),
            groups,
            whole: whole(isLast),
          },
        ),
      );
    const first = await look(false);
    if (missed.size === 0) {
      return first;
    }
    await Promise.all(
      [...missed].map(async ([key, [ref, live]]) =>
        read.set(key, await this.#objects.ask(ref, live)),
      ),
    );
    return look(true);
  }
}
