import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  type EnvironmentBranch,
  hasBranchOfEachTenant,
  type Platform,
  samePlace,
  tenantBranches,
} from '@groundwork/engine';
import {
  type GitTree,
  letOthers,
} from '@groundwork/backstage-plugin-tenancy-node';
import { sleep } from '../clusters/Backoff';
import { problemOf, type TreeState } from './TreeState';

/** Branches that are read at a time: there may be thousands, and some of their hosts may not answer. */
const AT_ONCE = 4;

/** One that can't be read is asked less and less often, down to once in so many intervals. */
const MOST_INTERVALS = 8;

/** How often it is looked which are due, in an interval. */
const LOOKS = 4;

/** The name under which a tenant's branch is read. */
export type BranchName = `branch ${string}`;

/** A tenant by its request: where that can't be read, the environments are not known. */
export interface FollowedTenant {
  name: string;
  environments: readonly string[] | undefined;
}

interface Followed {
  name: BranchName;
  tenant: string;
  branch: EnvironmentBranch;
  state: TreeState;
  /** Whether its tenant is gone, or is not in its environments any more. */
  isFormer: boolean;
  dueAt: number;
  failures: number;
  place: 'waiting' | 'queued' | 'read' | 'readAgain';
}

/** What happened to a branch that was read, or could not be. */
export interface BranchEvent {
  name: BranchName;
  tenant: string;
  hasMoved: boolean;
  /** Whether another answer than before can be given of it. */
  isNews: boolean;
}

/**
 * The branches of tenants, where each has its own. They come and go with the tenants in Git. They are read in turns, a few at a time,
 * and what one of them has is nobody else's matter: one that can't be read keeps what was last read of it, and holds up no other.
 */
export class TenantBranches {
  readonly #platform: Platform;
  readonly #logger: LoggerService;
  readonly #interval: number;
  readonly #read: (branch: EnvironmentBranch) => Promise<GitTree>;
  readonly #onEvent: (event: BranchEvent) => void;
  readonly #followed = new Map<BranchName, Followed>();
  #byTenant = new Map<string, EnvironmentBranch[]>();
  #wanted: ReadonlyMap<BranchName, EnvironmentBranch> | undefined;
  #kept: readonly EnvironmentBranch[] = [];
  readonly #queue: Followed[] = [];
  #reading = 0;
  #signal: AbortSignal | undefined;

  constructor(options: {
    platform: Platform;
    logger: LoggerService;
    /** Milliseconds between two looks at one of them. */
    interval: number;
    read: (branch: EnvironmentBranch) => Promise<GitTree>;
    onEvent: (event: BranchEvent) => void;
  }) {
    this.#platform = options.platform;
    this.#logger = options.logger;
    this.#interval = options.interval;
    this.#read = options.read;
    this.#onEvent = options.onEvent;
  }

  /** Whether tenants have branches of their own in any environment. */
  get areThere(): boolean {
    return this.#platform.environments.some(environment =>
      hasBranchOfEachTenant(this.#platform, environment),
    );
  }

  /** All that are followed, those of tenants that are gone among them. */
  all(): EnvironmentBranch[] {
    return [...this.#followed.values()].map(({ branch }) => branch);
  }

  /** Those of a tenant, in the environments that it is in. */
  of(tenant: string): readonly EnvironmentBranch[] {
    return this.#byTenant.get(tenant) ?? [];
  }

  /** Whether it is known which tenants there are. */
  get areKnown(): boolean {
    return this.#wanted !== undefined;
  }

  branch(name: BranchName): EnvironmentBranch | undefined {
    return this.#followed.get(name)?.branch;
  }

  state(name: BranchName): TreeState | undefined {
    return this.#followed.get(name)?.state;
  }

  isFormer(name: BranchName): boolean {
    return this.#followed.get(name)?.isFormer === true;
  }

  /** Reads what is due from now on. */
  async run(signal: AbortSignal): Promise<void> {
    this.#signal = signal;
    while (this.areThere && !signal.aborted) {
      this.#look();
      await sleep(this.#interval / LOOKS, signal);
    }
  }

  /** Follows the branches of these tenants. Those of others stay until they hold nothing of ours. */
  async follow(tenants: readonly FollowedTenant[]): Promise<void> {
    if (!this.areThere) {
      return;
    }
    const wanted = new Map<BranchName, EnvironmentBranch>();
    for (const { name, environments } of tenants) {
      for (const branch of tenantBranches(this.#platform, name)) {
        const isThere = branch.parts.some(
          part => environments?.includes(part.environment) ?? true,
        );
        if (isThere) {
          wanted.set(`branch ${branch.name}`, branch);
        }
      }
      await letOthers();
    }
    this.#wanted = wanted;
    this.#settle();
  }

  /** Follows branches to which something was promoted before the start, until they hold nothing of ours. */
  keep(branches: readonly EnvironmentBranch[]): void {
    this.#kept = branches;
    this.#settle();
  }

  /** Follows a branch no longer, of a tenant that is gone. */
  forget({ name }: Pick<EnvironmentBranch, 'name'>): void {
    if (this.isFormer(`branch ${name}`)) {
      this.#followed.delete(`branch ${name}`);
    }
  }

  /** Reads the branches of a repository before others. */
  readSoon(url: string, branch?: string): void {
    for (const each of this.#followed.values()) {
      const isIt =
        (branch === undefined || each.branch.branch === branch) &&
        samePlace(each.branch.url, url);
      if (isIt && each.place === 'waiting') {
        each.place = 'queued';
        this.#queue.unshift(each);
      } else if (isIt && each.place === 'read') {
        each.place = 'readAgain';
      }
    }
    this.#start();
  }

  #settle(): void {
    const wanted = this.#wanted;
    if (!wanted) {
      return;
    }
    for (const [name, branch] of wanted) {
      this.#add(name, branch, false);
    }
    for (const branch of this.#kept) {
      this.#add(`branch ${branch.name}`, branch, true);
    }
    this.#kept = [];
    for (const each of this.#followed.values()) {
      each.isFormer = !wanted.has(each.name);
    }
    const byTenant = new Map<string, EnvironmentBranch[]>();
    for (const branch of wanted.values()) {
      const { tenant = '' } = branch;
      byTenant.set(tenant, [...(byTenant.get(tenant) ?? []), branch]);
    }
    this.#byTenant = byTenant;
    this.#look();
  }

  #add(name: BranchName, branch: EnvironmentBranch, isFormer: boolean): void {
    const { tenant } = branch;
    if (tenant !== undefined && !this.#followed.has(name)) {
      this.#followed.set(name, {
        name,
        tenant,
        branch,
        state: { startedAt: Date.now() },
        isFormer,
        dueAt: 0,
        failures: 0,
        place: 'waiting',
      });
    }
  }

  #look(): void {
    const now = Date.now();
    for (const each of this.#followed.values()) {
      if (each.place === 'waiting' && each.dueAt <= now) {
        each.place = 'queued';
        this.#queue.push(each);
      }
    }
    this.#start();
  }

  #start(): void {
    while (this.#reading < AT_ONCE && this.#signal?.aborted === false) {
      const next = this.#queue.shift();
      if (!next) {
        return;
      }
      // One that is forgotten meanwhile is of no interest.
      if (this.#followed.get(next.name) === next) {
        this.#reading += 1;
        next.place = 'read';
        void this.#readOne(next).finally(() => {
          this.#reading -= 1;
          this.#start();
        });
      }
    }
  }

  async #readOne(each: Followed): Promise<void> {
    const { name, tenant, branch, state } = each;
    const before = state.tree;
    const problem = state.problem;
    try {
      state.tree = await this.#read(branch);
      state.problem = undefined;
      each.failures = 0;
    } catch (error) {
      state.problem = problemOf(error, problem);
      each.failures += 1;
      if (!problem) {
        this.#logger.warn(
          `The ${name} cannot be read: ${state.problem.message}`,
        );
      }
    }
    const wait = Math.min(2 ** each.failures, MOST_INTERVALS);
    each.dueAt = Date.now() + wait * this.#interval;
    // It may have missed what it was asked for meanwhile.
    if (each.place === 'readAgain') {
      this.#queue.unshift(each);
      each.place = 'queued';
    } else {
      each.place = 'waiting';
    }
    this.#onEvent({
      name,
      tenant,
      hasMoved: before?.commit !== state.tree?.commit,
      isNews:
        problem?.message !== state.problem?.message ||
        before?.commit !== state.tree?.commit,
    });
  }
}
