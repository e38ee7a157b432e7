import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  environmentBranches,
  type EnvironmentBranch,
  type Layout,
  type Platform,
  promotedPatterns,
  requestPatterns,
  type SourceState,
  tenantPlaceProblem,
} from '@groundwork/engine';
import {
  type GitBranch,
  type GitRepositories,
  type GitTree,
  letOthers,
} from '@groundwork/backstage-plugin-tenancy-node';
import { sleep } from '../clusters/Backoff';
import {
  type BranchEvent,
  type BranchName,
  type FollowedTenant,
  TenantBranches,
} from './TenantBranches';
import { problemOf, sourceOf, type TreeState } from './TreeState';

/** The two trees of the GitOps repository. */
export type TreeName = 'platform' | 'tenants';

/** What is read of Git: the trees that hold the requests, and the branches of environments and tenants by their names. */
export type ReadName = TreeName | BranchName;

const TREES = ['platform', 'tenants'] as const;

/** Files that are told of at once. */
const TOLD = 1_000;

/**
 * The request files of both trees, looked at again and again. What was last read stays while a remote is away.
 */
export class GitTrees {
  readonly #git: GitRepositories;
  readonly #platform: Platform;
  readonly #logger: LoggerService;
  readonly #interval: number;
  readonly #life = new AbortController();
  /** Branches that hold what is rendered for environments, apart from the requests. Those of tenants are beside them. */
  readonly branches: readonly EnvironmentBranch[];
  /** Branches of tenants, where each has its own. */
  readonly tenants: TenantBranches;
  #tenantsNow: () => Promise<readonly FollowedTenant[]> = async () => [];
  readonly #tenantListeners = new Set<(tenant: string) => void>();
  readonly #forgetListeners = new Set<(name: ReadName) => void>();
  readonly #states: ReadonlyMap<ReadName, TreeState>;
  readonly #listeners = new Set<(changed: readonly string[]) => void>();
  #prepare: (name: TreeName, tree: GitTree) => Promise<void> = async () => {};
  readonly #headListeners = new Set<(name: ReadName) => void>();
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor(options: {
    git: GitRepositories;
    platform: Platform;
    logger: LoggerService;
    /** Milliseconds between two looks. */
    interval: number;
  }) {
    this.#git = options.git;
    this.#platform = options.platform;
    this.#logger = options.logger;
    this.#interval = options.interval;
    this.branches = environmentBranches(options.platform);
    const startedAt = Date.now();
    this.#states = new Map(this.names().map(name => [name, { startedAt }]));
    this.tenants = new TenantBranches({
      ...options,
      read: branch =>
        this.#git.readTree(branch, { under: this.#underBranch(branch) }),
      onEvent: event => this.#tellOfTenant(event),
    });
  }

  start(): void {
    const stop = this.#git.onPush(({ url, branch }) => {
      this.tenants.readSoon(url, branch);
      void this.refresh();
    });
    this.#life.signal.addEventListener('abort', stop);
    this.#run().catch(error => {
      this.#logger.error('Reading of Git ended unexpectedly', error);
    });
    this.tenants.run(this.#life.signal).catch(error => {
      this.#logger.error(
        'Reading of the branches of tenants ended unexpectedly',
        error,
      );
    });
  }

  stop(): void {
    this.#life.abort();
  }

  /** All that is read for a tenant, or what is read for all of them: the trees of the requests first. */
  names(tenant?: string): ReadName[] {
    return [
      ...TREES,
      ...this.branchesOf(tenant).map(({ name }) => `branch ${name}` as const),
    ];
  }

  /** The branches of environments, and with them those of a tenant. */
  branchesOf(tenant?: string): readonly EnvironmentBranch[] {
    return tenant === undefined
      ? this.branches
      : [...this.branches, ...this.tenants.of(tenant)];
  }

  /** Every branch beside the requests, those of all tenants among them. */
  allBranches(): readonly EnvironmentBranch[] {
    return [...this.branches, ...this.tenants.all()];
  }

  /** Whether anything lies apart from the requests. */
  get arePromoted(): boolean {
    return this.branches.length > 0 || this.tenants.areThere;
  }

  /** Why a tenant has no branch in an environment where each tenant has its own; undefined where it has, or needs none. */
  refusal(tenant: string, environment: string): string | undefined {
    const found = this.#platform.environments.find(
      each => each.name === environment,
    );
    return found && tenantPlaceProblem(this.#platform, found, tenant);
  }

  /** The tree as last read; undefined if it never was. */
  tree(name: ReadName): GitTree | undefined {
    return this.#stateOf(name)?.tree;
  }

  /** What keeps a tree from being read now. */
  problem(name: ReadName): TreeState['problem'] {
    return this.#stateOf(name)?.problem;
  }

  /** How old a tree may be before the remote is asked again, in milliseconds. */
  get interval(): number {
    return this.#interval;
  }

  /** Where folders lie in the trees. */
  get layout(): Layout {
    return this.#platform.layout;
  }

  repository(name: ReadName): GitBranch {
    if (name === 'platform' || name === 'tenants') {
      return this.#platform.repository[name];
    }
    const { url, branch } = this.#branch(name);
    return { url, branch };
  }

  /** What answers about a tenant rest on, or those about all of them. */
  sources(tenant?: string): SourceState[] {
    return this.names(tenant).flatMap(name => {
      const state = this.#stateOf(name);
      return state ? [sourceOf(name, state)] : [];
    });
  }

  /** The branches of some tenants that can't be read now. */
  unreadOf(tenants: Iterable<string>): SourceState[] {
    return [...tenants]
      .flatMap(tenant => this.tenants.of(tenant))
      .flatMap(({ name }) => {
        const state = this.tenants.state(`branch ${name}`);
        return state?.problem ? [sourceOf(`branch ${name}`, state)] : [];
      });
  }

  /** Says which tenants there are, once it was read anew. */
  tenantsFrom(tenants: () => Promise<readonly FollowedTenant[]>): void {
    this.#tenantsNow = tenants;
  }

  /** Calls back with a tenant of whose own branch something else is known. */
  onTenant(listener: (tenant: string) => void): void {
    this.#tenantListeners.add(listener);
  }

  /** Calls back with a branch that is not read any more. */
  onForgotten(listener: (name: ReadName) => void): void {
    this.#forgetListeners.add(listener);
  }

  /** Reads the branch of a tenant that is gone no longer. */
  forget(branch: EnvironmentBranch): void {
    const name = `branch ${branch.name}` as const;
    if (this.tenants.isFormer(name)) {
      this.tenants.forget(branch);
      this.#forgetListeners.forEach(listener => listener(name));
    }
  }

  /** The tenant whose own branch this is. */
  tenantOf(name: ReadName): string | undefined {
    return name === 'platform' || name === 'tenants'
      ? undefined
      : this.tenants.branch(name)?.tenant;
  }

  /** Calls back with the paths of request files that came, changed or went; with none when only a source's state changed. */
  subscribe(listener: (changed: readonly string[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What is to be done with a tree that was read before anybody sees it. */
  beforeShown(prepare: (name: TreeName, tree: GitTree) => Promise<void>): void {
    this.#prepare = prepare;
  }

  /** Calls back when the branch of a tree has another head, whatever its commits touched. */
  onHead(listener: (name: ReadName) => void): void {
    this.#headListeners.add(listener);
  }

  /** Looks now; a look that is under way may have missed what is new, so another one follows it. Never fails: problems are part of the state. */
  async refresh(): Promise<void> {
    if (this.#running) {
      this.#next ??= this.#running.then(() => {
        this.#next = undefined;
        return this.refresh();
      });
      await this.#next;
      return;
    }
    this.#running = this.#readAll().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#life;
    while (!signal.aborted) {
      await this.refresh();
      await sleep(this.#interval, signal);
    }
  }

  async #readAll(): Promise<void> {
    await Promise.all(
      [...this.#states].map(([name, state]) => this.#read(name, state)),
    );
  }

  async #read(name: ReadName, state: TreeState): Promise<void> {
    const isOfRequests = name === 'platform' || name === 'tenants';
    try {
      const tree = await this.#git.readTree(this.repository(name), {
        under: isOfRequests
          ? requestPatterns(this.layout)[name]
          : this.#underBranch(this.#branch(name)),
      });
      if (isOfRequests && state.tree?.commit !== tree.commit) {
        await this.#prepare(name, tree);
        await letOthers();
      }
      const changed = isOfRequests ? differing(state.tree, tree) : [];
      const recovered = state.problem !== undefined;
      const first = state.tree === undefined;
      const moved = state.tree?.commit !== tree.commit;
      state.tree = tree;
      state.problem = undefined;
      if (moved && name === 'platform') {
        await this.tenants.follow(await this.#tenantsNow());
      }
      if (changed.length > 0 || recovered || first) {
        await this.#tellAll(changed);
      }
      if (moved) {
        this.#headListeners.forEach(listener => listener(name));
      }
    } catch (error) {
      this.#fail(name, state, error);
    }
  }

  /** Others are let through: at the start all there is has changed. */
  async #tellAll(changed: readonly string[]): Promise<void> {
    let from = 0;
    do {
      this.#tell(changed.slice(from, from + TOLD));
      from += TOLD;
      await letOthers();
    } while (from < changed.length);
  }

  #stateOf(name: ReadName): TreeState | undefined {
    return name === 'platform' || name === 'tenants'
      ? this.#states.get(name)
      : this.#states.get(name) ?? this.tenants.state(name);
  }

  #branch(name: BranchName): EnvironmentBranch {
    const found =
      this.branches.find(each => name === `branch ${each.name}`) ??
      this.tenants.branch(name);
    if (!found) {
      throw new Error(`There is no ${name}`);
    }
    return found;
  }

  #underBranch(branch: EnvironmentBranch): string[] {
    const { platform, tenants } = promotedPatterns(branch, this.#platform);
    return [...platform, ...tenants, 'CODEOWNERS'];
  }

  #fail(name: ReadName, state: TreeState, error: unknown): void {
    const before = state.problem;
    state.problem = problemOf(error, before);
    if (!before) {
      this.#logger.warn(
        name.startsWith('branch ')
          ? `The ${name} of the environment cannot be read: ${state.problem.message}`
          : `The ${name} tree cannot be read: ${state.problem.message}`,
      );
      this.#tell([]);
    }
  }

  #tellOfTenant({ name, tenant, hasMoved, isNews }: BranchEvent): void {
    if (isNews) {
      this.#tenantListeners.forEach(listener => listener(tenant));
    }
    if (hasMoved) {
      this.#headListeners.forEach(listener => listener(name));
    }
  }

  #tell(changed: readonly string[]): void {
    for (const listener of this.#listeners) {
      listener(changed);
    }
  }
}

function differing(before: GitTree | undefined, after: GitTree): string[] {
  if (before?.commit === after.commit) {
    return [];
  }
  const changed = [...after.files]
    .filter(([path, { oid }]) => before?.files.get(path)?.oid !== oid)
    .map(([path]) => path);
  const gone = [...(before?.files.keys() ?? [])].filter(
    path => !after.files.has(path),
  );
  return [...changed, ...gone];
}
