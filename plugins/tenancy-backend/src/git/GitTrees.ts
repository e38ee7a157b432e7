import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  environmentBranches,
  type EnvironmentBranch,
  type Layout,
  type Platform,
  promotedPatterns,
  requestPatterns,
  type SourceState,
  type Unknown,
} from '@groundwork/engine';
import {
  type GitBranch,
  type GitRepositories,
  type GitTree,
  letOthers,
} from '@groundwork/backstage-plugin-tenancy-node';
import { sleep } from '../clusters/Backoff';

/** The two trees of the GitOps repository. */
export type TreeName = 'platform' | 'tenants';

/** What is read of Git: the trees that hold the requests, and the branches of environments by their names. */
export type ReadName = TreeName | `branch ${string}`;

const TREES = ['platform', 'tenants'] as const;

interface TreeState {
  startedAt: number;
  tree?: GitTree;
  problem?: { unknown: Unknown; message: string; since: number };
}

/**
 * The request files of both trees, looked at again and again. What was last read stays while a remote is away.
 */
export class GitTrees {
  readonly #git: GitRepositories;
  readonly #platform: Platform;
  readonly #logger: LoggerService;
  readonly #interval: number;
  readonly #life = new AbortController();
  /** Branches that hold what is rendered for environments, apart from the requests. */
  readonly branches: readonly EnvironmentBranch[];
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
  }

  start(): void {
    const stop = this.#git.onPush(() => void this.refresh());
    this.#life.signal.addEventListener('abort', stop);
    this.#run().catch(error => {
      this.#logger.error('Reading of Git ended unexpectedly', error);
    });
  }

  stop(): void {
    this.#life.abort();
  }

  /** All that is read: the trees of the requests first. */
  names(): ReadName[] {
    return [
      ...TREES,
      ...this.branches.map(({ name }) => `branch ${name}` as const),
    ];
  }

  /** The tree as last read; undefined if it never was. */
  tree(name: ReadName): GitTree | undefined {
    return this.#states.get(name)?.tree;
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

  sources(): SourceState[] {
    return [...this.#states].map(([name, state]) => {
      const { tree, problem, startedAt } = state;
      const shown =
        problem ??
        (tree
          ? undefined
          : {
              unknown: 'notWatched' as const,
              message: 'is being read for the first time',
              since: startedAt,
            });
      return {
        source: `git ${name}`,
        kind: 'git',
        ...(tree ? { asOf: tree.asOf } : {}),
        ...(shown ? { problem: shown } : {}),
      };
    });
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
          : this.#underBranch(name),
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
      if (changed.length > 0 || recovered || first) {
        this.#tell(changed);
      }
      if (moved) {
        this.#headListeners.forEach(listener => listener(name));
      }
    } catch (error) {
      this.#fail(name, state, error);
    }
  }

  #branch(name: ReadName): EnvironmentBranch {
    const found = this.branches.find(each => name === `branch ${each.name}`);
    if (!found) {
      throw new Error(`There is no ${name}`);
    }
    return found;
  }

  #underBranch(name: ReadName): string[] {
    const { platform, tenants } = promotedPatterns(
      this.#branch(name),
      this.#platform,
    );
    return [...platform, ...tenants, 'CODEOWNERS'];
  }

  #fail(name: ReadName, state: TreeState, error: unknown): void {
    const unknown = unknownOf(error);
    const before = state.problem;
    state.problem = {
      unknown,
      message: isError(error) ? error.message : String(error),
      since: before?.unknown === unknown ? before.since : Date.now(),
    };
    if (!before) {
      this.#logger.warn(
        name.startsWith('branch ')
          ? `The ${name} of the environment cannot be read: ${state.problem.message}`
          : `The ${name} tree cannot be read: ${state.problem.message}`,
      );
      this.#tell([]);
    }
  }

  #tell(changed: readonly string[]): void {
    for (const listener of this.#listeners) {
      listener(changed);
    }
  }
}

function unknownOf(error: unknown): Unknown {
  switch (isError(error) ? error.name : '') {
    case 'AuthenticationError':
      return 'unauthorized';
    case 'NotAllowedError':
      return 'forbidden';
    default:
      return /too long/.test(String(error)) ? 'timeout' : 'unreachable';
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
