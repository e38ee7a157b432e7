import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  type GitHistory,
  type GitRepositories,
  letOthers,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  CommitHistory,
  type CommitLine,
  type Commits,
  type Facts,
  type Promotion,
  type TouchingCommit,
} from '@groundwork/engine';
import type { GitTrees, ReadName } from './GitTrees';
import { promotedBy } from './promotedBy';
import { KUSTOMIZATIONS, KustomizeReferences } from './KustomizeReferences';
import { TenantHistories } from './TenantHistories';

const MAX_COMMITS = 2000;

/** Any word of the remote will do: the head was read a moment ago. */
const maxAge = Number.MAX_SAFE_INTEGER;

/** What is known of the branch of one tree. */
interface Line {
  commits: readonly TouchingCommit[];
  end: GitHistory['end'];
  references: KustomizeReferences;
  /** Of the branch of an environment: what each of its commits holds of the requests. */
  promoted?: ReadonlyMap<string, Promotion>;
}

/**
 * The last commits of all branches that are read with what each touched, so that a status can tell which commit brought what runs, whose it
 * was, and that others did not. A copy of Git reaches back some fifty commits at first; when somebody asks for what is
 * older, more are brought, and what was read once is remembered further.
 */
export class Revisions {
  readonly #git: GitRepositories;
  readonly #trees: GitTrees;
  readonly #logger: LoggerService;
  readonly #onCommits: (
    commits: readonly TouchingCommit[],
    tenants?: readonly string[],
  ) => void;
  readonly #lines: Partial<Record<ReadName, Line>> = {};
  readonly #ofTenants = new TenantHistories<ReadName>();
  /** The head for which older commits were asked for already. */
  readonly #deepened: Partial<Record<ReadName, string>> = {};
  #facts: Facts = {};

  constructor(options: {
    git: GitRepositories;
    trees: GitTrees;
    logger: LoggerService;
    /** Called with commits that were not known before, and the tenants that they can be of, if not all. */
    onCommits?: (
      commits: readonly TouchingCommit[],
      tenants?: readonly string[],
    ) => void;
  }) {
    this.#git = options.git;
    this.#trees = options.trees;
    this.#logger = options.logger;
    this.#onCommits = options.onCommits ?? (() => {});
    this.#trees.onHead(name => void this.#read(name));
    this.#trees.onForgotten(name => {
      delete this.#lines[name];
      this.#ofTenants.delete(name);
    });
  }

  /** @param tenant - whose answers these are: they are other ones once something of it, or of what is for all, is another */
  facts(tenant?: string): Facts {
    const { commits } = this.#facts;
    return tenant === undefined || commits === undefined
      ? this.#facts
      : { commits: this.#ofTenants.ofTenant(tenant, commits) };
  }

  /**
   * The commit of the requests that a commit on the branch of an environment, or on the tenant's own, was promoted from; undefined
   * where it does not tell, or lies on no such branch.
   */
  promotedFrom(commit: string, tenant: string): Promotion | undefined {
    for (const name of this.#trees.names(tenant)) {
      const found = this.#lines[name]?.promoted?.get(commit);
      if (found) {
        return found;
      }
    }
    return undefined;
  }

  async #read(name: ReadName, depth?: number): Promise<void> {
    const tenant = this.#trees.tenantOf(name);
    try {
      const before = this.#lines[name];
      const known = knownOf(before);
      const repository = this.#trees.repository(name);
      const history = await this.#git.readHistory(repository, {
        line: { known },
        depth,
        maxAge,
      });
      const { files } = await this.#git.readTree(repository, {
        under: KUSTOMIZATIONS,
        maxAge,
      });
      const references = await KustomizeReferences.of(files);
      await letOthers();
      const line = {
        ...joined(before, history, references),
        ...(name.startsWith('branch ')
          ? { promoted: promotedBy(history.commits) }
          : {}),
      };
      await letOthers();
      const isStill = tenant === this.#trees.tenantOf(name);
      if (isStill && before === this.#lines[name]) {
        this.#lines[name] = line;
        if (tenant === undefined) {
          this.#renew();
        } else {
          this.#ofTenants.set(name, tenant, this.#lineOf(name));
        }
        this.#onCommits(
          line.commits.filter(({ commit }) => !known.has(commit)),
          tenant === undefined ? undefined : [tenant],
        );
      }
    } catch (error) {
      // Statuses then show the bare revision; that Git is away stands among the sources.
      this.#logger.debug(`The history of ${name} cannot be read: ${error}`);
    }
  }

  /** Once for each head: whatever kept it from being read may be over then. */
  #deepen(name: ReadName): void {
    const line = this.#lines[name];
    const head = line?.commits[0]?.commit;
    if (line?.end === 'more' && this.#deepened[name] !== head) {
      this.#deepened[name] = head;
      void this.#read(name, MAX_COMMITS);
    }
  }

  #renew(): void {
    const lines = this.#trees.names().map(name => this.#lineOf(name));
    const [platform, tenants, ...branches] = lines;
    const shared =
      platform.repository === tenants.repository &&
      platform.branch === tenants.branch;
    const history = new CommitHistory(
      shared ? [...newest(platform, tenants), ...branches] : lines,
    );
    this.#facts = { commits: this.#deepening(history) };
  }

  #lineOf(name: ReadName): CommitLine {
    const { url, branch } = this.#trees.repository(name);
    const { commits = [], references } = this.#lines[name] ?? {};
    return {
      repository: url,
      branch,
      commits,
      builtFrom: (path: string) => references?.outsideOf(path) ?? [],
      asOf: Date.now(),
      source: `git ${name}`,
    };
  }

  /** Answers from what is known, and brings older commits for the next time when they are asked for. */
  #deepening(history: Commits): Commits {
    return this.#ofTenants.with(history, own => {
      const names = own === undefined ? this.#trees.names() : [own];
      names.forEach(name => this.#deepen(name));
    });
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

/** Of the oldest commit nobody knows what it touched, unless it is the branch's first. */
function knownOf(
  line: Line | undefined,
): Map<string, TouchingCommit['touched']> {
  const { commits = [], end } = line ?? {};
  return new Map(
    (end === 'first' ? commits : commits.slice(0, -1)).map(
      ({ commit, touched }) => [commit, touched],
    ),
  );
}

/** What was read, and before that what was known, as far as the two hang together. */
function joined(
  before: Line | undefined,
  { commits, line, end }: GitHistory,
  references: KustomizeReferences,
): Line {
  const seenAt = Date.now();
  const facts = new Map(commits.map(each => [each.commit, each]));
  const remembered = before?.commits ?? [];
  const places = new Map(remembered.map(({ commit }, i) => [commit, i]));
  const made = line.map(({ commit, touched }): TouchingCommit => {
    const { message = '', author = '', at } = facts.get(commit) ?? {};
    const known = remembered[places.get(commit) ?? -1];
    return known
      ? { ...known, touched }
      : { commit, message, author, at, seenAt, touched };
  });
  const oldest = places.get(made[made.length - 1]?.commit ?? '');
  const further = oldest === undefined ? [] : remembered.slice(oldest + 1);
  if (oldest !== undefined && further.length > 0) {
    // Where the answer ends nobody knows any more what was touched; here it is known still.
    made[made.length - 1] = remembered[oldest];
  }
  const all = [...made, ...further];
  return {
    commits: all.slice(0, MAX_COMMITS),
    end:
      all.length > MAX_COMMITS
        ? 'bound'
        : (further.length > 0 && before?.end) || end,
    references,
  };
}
