import type { LoggerService } from '@backstage/backend-plugin-api';
import { JUST_BEFORE, justBefore } from '@groundwork/engine';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TenantEntry } from '../tenants/TenantDirectory';
import type { ChangeStore, StoredChange } from './ChangeStore';
import { isWorse } from './changesOf';

/** What changed just before an environment got into the trouble that it is in. */
export interface Trouble {
  environment: string;
  at: number;
  before: StoredChange;
}

/** Milliseconds that a card waits for the database; what comes later is there for the next. */
const PATIENCE = 200;

/** Milliseconds: another replica may have written since. */
const MAX_AGE = 10_000;

/** Of more tenants the longest known are forgotten. */
const MAX_TENANTS = 1_000;

/** Enough to find what was just before what lasts, where that is not long ago. */
const MAX_RECENT = 300;

interface Known {
  at: number;
  troubles: Trouble[];
  /** The last changes, newest first. */
  recent: readonly StoredChange[];
  owner?: string;
}

/**
 * For cards: what was just before each trouble that lasts. A card never waits long for it, and does without where the database
 * does not answer.
 */
export class Troubles {
  readonly #store: ChangeStore;
  readonly #logger: LoggerService;
  readonly #known = new Map<string, Known>();
  readonly #asked = new Map<string, Promise<void>>();

  constructor(options: { store: ChangeStore; logger: LoggerService }) {
    this.#store = options.store;
    this.#logger = options.logger;
  }

  /** Asks again when somebody looks next. */
  invalidate(tenants: Iterable<string>): void {
    for (const tenant of tenants) {
      const known = this.#known.get(tenant);
      if (known) {
        known.at = -Infinity;
      }
    }
  }

  /** The troubles of a tenant, as its owner may see them. */
  async of(tenant: TenantEntry): Promise<readonly Trouble[]> {
    return (await this.#knownOf(tenant))?.troubles ?? [];
  }

  /** The last changes of a tenant, newest first, as its owner may see them. */
  async recent(tenant: TenantEntry): Promise<readonly StoredChange[]> {
    return (await this.#knownOf(tenant))?.recent ?? [];
  }

  async #knownOf(tenant: TenantEntry): Promise<Known | undefined> {
    const { name, owner } = tenant;
    const known = this.#known.get(name);
    const isMine = known !== undefined && known.owner === owner;
    if (!isMine || performance.now() - known.at > MAX_AGE) {
      let asked = this.#asked.get(name);
      if (!asked) {
        asked = this.#ask(tenant).finally(() => this.#asked.delete(name));
        this.#asked.set(name, asked);
      }
      await Promise.race([asked, sleep(PATIENCE, undefined, { ref: false })]);
    }
    const now = this.#known.get(name);
    return now?.owner === owner ? now : undefined;
  }

  async #ask(tenant: TenantEntry): Promise<void> {
    const { name, owner } = tenant;
    try {
      const at = performance.now();
      const isOwned = owner !== undefined;
      const troubles = isOwned ? await this.#read(tenant, owner) : [];
      const recent = isOwned
        ? await this.#store.page(name, { owner, limit: MAX_RECENT })
        : [];
      this.#known.delete(name);
      this.#known.set(name, { at, troubles, recent, owner });
      const [oldest] = this.#known.keys();
      if (this.#known.size > MAX_TENANTS) {
        this.#known.delete(oldest);
      }
    } catch (error) {
      this.#logger.debug(`What changed before is unknown: ${error}`);
    }
  }

  async #read(
    { name, environments }: TenantEntry,
    owner: string,
  ): Promise<Trouble[]> {
    const states = await this.#store.page(name, {
      owner,
      kinds: ['state'],
      limit: 200,
    });
    const troubles: Trouble[] = [];
    for (const { name: environment } of environments) {
      for (const broke of lasting(states, environment)) {
        const around = await this.#store.page(name, {
          owner,
          environment,
          before: { at: broke.at + 1 },
          from: broke.at - JUST_BEFORE,
          limit: 200,
        });
        const found = justBefore(broke, around);
        const before = around.find(({ key }) => key === found?.key);
        if (before) {
          troubles.push({ environment, at: broke.at, before });
          break;
        }
      }
    }
    return troubles;
  }
}

/** The last change of each thing in an environment that is in trouble since, newest first, at most three. */
function lasting(
  states: readonly StoredChange[],
  environment: string,
): StoredChange[] {
  const last = new Map<string, StoredChange>();
  for (const state of states) {
    const { environments, subject, at, until = at } = state;
    if (environments.includes(environment)) {
      const key = `${subject?.kind}/${subject?.name}`;
      const known = last.get(key);
      if (!known || (known.until ?? known.at) < until) {
        last.set(key, state);
      }
    }
  }
  return [...last.values()].filter(isWorse).slice(0, 3);
}
