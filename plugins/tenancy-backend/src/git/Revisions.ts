import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  GitHistory,
  GitRepositories,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  CommitHistory,
  type Facts,
  type TouchingCommit,
} from '@groundwork/engine';
import type { GitTrees, TreeName } from './GitTrees';

const MAX_COMMITS = 2000;

/**
 * The last commits of both trees with what each touched, so that a status can tell which commit brought what runs, whose it
 * was, and that others did not. A copy of Git reaches back some fifty commits; what was read once is remembered further.
 */
export class Revisions {
  readonly #git: GitRepositories;
  readonly #trees: GitTrees;
  readonly #logger: LoggerService;
  readonly #onCommits: (commits: readonly TouchingCommit[]) => void;
  readonly #lines: Record<TreeName, readonly TouchingCommit[]> = {
    platform: [],
    tenants: [],
  };
  #facts: Facts = {};

  constructor(options: {
    git: GitRepositories;
    trees: GitTrees;
    logger: LoggerService;
    /** Called with commits that were not known before. */
    onCommits?: (commits: readonly TouchingCommit[]) => void;
  }) {
    this.#git = options.git;
    this.#trees = options.trees;
    this.#logger = options.logger;
    this.#onCommits = options.onCommits ?? (() => {});
    this.#trees.onHead(name => void this.#read(name));
  }

  facts(): Facts {
    return this.#facts;
  }

  async #read(name: TreeName): Promise<void> {
    try {
      const before = this.#lines[name];
      const known = new Map(
        before.map(({ commit, touched }) => [commit, touched]),
      );
      const history = await this.#git.readHistory(
        this.#trees.repository(name),
        {
          line: { known },
          maxAge: Number.MAX_SAFE_INTEGER,
        },
      );
      const line = joined(before, history).slice(0, MAX_COMMITS);
      if (line[0]?.commit !== this.#lines[name][0]?.commit) {
        this.#lines[name] = line;
        this.#renew();
        this.#onCommits(line.filter(({ commit }) => !known.has(commit)));
      }
    } catch (error) {
      // Statuses then show the bare revision; that Git is away stands among the sources.
      this.#logger.debug(`The history of ${name} can't be read: ${error}`);
    }
  }

  #renew(): void {
    const asOf = Date.now();
    const lines = (['platform', 'tenants'] as const).map(name => {
      const { url, branch } = this.#trees.repository(name);
      const commits = this.#lines[name];
      return { repository: url, branch, commits, asOf, source: `git ${name}` };
    });
    const [platform, tenants] = lines;
    const shared =
      platform.repository === tenants.repository &&
      platform.branch === tenants.branch;
    this.#facts = {
      commits: new CommitHistory(shared ? newest(platform, tenants) : lines),
    };
  }
}

/** Both trees may lie on one branch, and one of them be read a moment later. */
function newest<T extends { commits: readonly TouchingCommit[] }>(
  a: T,
  b: T,
): T[] {
  const [head] = b.commits;
  const behind = head && a.commits.some(each => each.commit === head.commit);
  return [behind || !head ? a : b];
}

/** What is new before what was known, as far as the two hang together. */
function joined(
  before: readonly TouchingCommit[],
  { commits, line }: GitHistory,
): TouchingCommit[] {
  const seenAt = Date.now();
  const facts = new Map(commits.map(each => [each.commit, each]));
  const places = new Map(before.map(({ commit }, i) => [commit, i]));
  const made: TouchingCommit[] = [];
  for (const { commit, touched } of line) {
    const place = places.get(commit);
    if (place !== undefined) {
      return [...made, ...before.slice(place)];
    }
    const { message = '', author = '', at } = facts.get(commit) ?? {};
    made.push({ commit, message, author, at, seenAt, touched });
  }
  return made;
}
