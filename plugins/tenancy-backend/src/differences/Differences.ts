import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  type GitRepositories,
  GitFileError,
  inTurns,
  pathsFor,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  compareEnvironmentsInSteps,
  type EnvironmentComparison,
  type Facts,
  type Platform,
} from '@groundwork/engine';
import { assertRead } from '../git/assertRead';
import { deployedFiles, type TenantFileInGit } from '../git/deployedFiles';
import type { GitTrees, TreeName } from '../git/GitTrees';
import type { RequestIndex } from '../git/RequestIndex';
import type { TenantEntry } from '../tenants/TenantDirectory';

/** Tenants whose comparisons are kept. */
const MOST_TENANTS = 500;

/** Any word of the remote will do: the head was read a moment ago. */
const maxAge = Number.MAX_SAFE_INTEGER;

interface Known {
  /** The history of Git that it was made with: another one may tell more. */
  commits: Facts['commits'];
  /** What was compared, by the ids of its files. */
  content: string;
  value: readonly EnvironmentComparison[];
}

/**
 * How the environments of tenants differ by what Git holds. Read and compared when somebody asks, one tenant after the other, and
 * kept until the tenant's files or the history change.
 */
export class Differences {
  readonly #platform: Platform;
  readonly #git: GitRepositories;
  readonly #trees: GitTrees;
  readonly #requestIndex: RequestIndex;
  readonly #facts: (tenant: string) => Facts;
  readonly #logger: LoggerService;
  readonly #onChange: (tenant: string) => void;
  readonly #known = new Map<string, Known>();
  readonly #running = new Map<
    string,
    Promise<readonly EnvironmentComparison[]>
  >();
  /** The history with which a comparison failed: another try comes with the next one. */
  readonly #failed = new Map<string, Facts['commits']>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: {
    platform: Platform;
    git: GitRepositories;
    trees: GitTrees;
    requestIndex: RequestIndex;
    facts: (tenant: string) => Facts;
    logger: LoggerService;
    /** Called when what is known of a tenant is another than before. */
    onChange: (tenant: string) => void;
  }) {
    this.#platform = options.platform;
    this.#git = options.git;
    this.#trees = options.trees;
    this.#requestIndex = options.requestIndex;
    this.#facts = options.facts;
    this.#logger = options.logger;
    this.#onChange = options.onChange;
  }

  /**
   * What Git holds now.
   *
   * @throws ServiceUnavailableError while Git was never read; GitFileError for a file that can't be read
   */
  async of(tenant: TenantEntry): Promise<readonly EnvironmentComparison[]> {
    this.#trees
      .names(tenant.name)
      .forEach(name => assertRead(this.#trees, name));
    return this.#compare(tenant);
  }

  /** What was last known, undefined where nothing is yet. What is out of date is made anew for the next time. */
  last(tenant: TenantEntry): readonly EnvironmentComparison[] | undefined {
    const known = this.#known.get(tenant.name);
    const { commits } = this.#facts(tenant.name);
    const isRead =
      commits !== undefined &&
      this.#trees
        .names(tenant.name)
        .every(each => this.#trees.tree(each) !== undefined);
    const isTried =
      known?.commits === commits || this.#failed.get(tenant.name) === commits;
    if (isRead && !isTried && tenant.environments.length > 1) {
      this.#compare(tenant).catch(error => {
        this.#failed.set(tenant.name, commits);
        this.#logger.debug(
          `The environments of ${tenant.name} cannot be compared: ${error}`,
        );
      });
    }
    return known?.value;
  }

  /** One after the other, and each tenant once at a time. */
  async #compare(
    tenant: TenantEntry,
  ): Promise<readonly EnvironmentComparison[]> {
    const { name } = tenant;
    const running = this.#running.get(name);
    if (running) {
      return running;
    }
    const next = this.#queue
      .catch(() => undefined)
      .then(() => this.#read(tenant))
      .finally(() => this.#running.delete(name));
    this.#queue = next.catch(() => undefined);
    this.#running.set(name, next);
    return next;
  }

  async #read(tenant: TenantEntry): Promise<readonly EnvironmentComparison[]> {
    const { name } = tenant;
    const { commits } = this.#facts(name);
    const paths = pathsFor(name, this.#platform.layout);
    const under = (tree: TreeName) =>
      this.#git.readTree(this.#trees.repository(tree), {
        under: paths[tree],
        maxAge,
      });
    const trees = {
      platform: await under('platform'),
      tenants: await under('tenants'),
    };
    const environments = tenant.environments.map(each => each.name);
    const files = await deployedFiles({
      git: this.#git,
      trees: this.#trees,
      platform: this.#platform,
      tenant: { name, environments },
      maxAge,
      under: paths,
    });
    const content = contentOf(files, environments);
    const before = this.#known.get(name);
    if (before?.commits === commits && before?.content === content) {
      return before.value;
    }
    const requests = this.#requestIndex
      .at({ tree: tree => trees[tree] })
      .requestsOf(name)
      .flatMap(({ request }) => request ?? []);
    const value = await inTurns(
      compareEnvironmentsInSteps(
        {
          name,
          environments,
          files: new Map(readable(files)),
          requests,
        },
        {
          platform: this.#platform,
          commits,
          capabilities: this.#requestIndex.capabilities,
        },
      ),
    );
    this.#keep(name, { commits, content, value });
    if (JSON.stringify(before?.value) !== JSON.stringify(value)) {
      this.#onChange(name);
    }
    return value;
  }

  #keep(name: string, known: Known): void {
    this.#failed.delete(name);
    this.#known.delete(name);
    this.#known.set(name, known);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MOST_TENANTS) {
        break;
      }
      this.#known.delete(oldest);
    }
  }
}

function contentOf(
  files: readonly TenantFileInGit[],
  environments: readonly string[],
): string {
  const lines = files.map(({ path, file: { oid } }) => `${path} ${oid}`).sort();
  return [...environments, ...lines].join('\n');
}

/** Argo CD applies no file that is no text, or too large to be read. */
function readable(files: readonly TenantFileInGit[]): Array<[string, string]> {
  return files.flatMap(({ path, file }): Array<[string, string]> => {
    try {
      return [[path, file.content()]];
    } catch (error) {
      if (error instanceof GitFileError) {
        return [];
      }
      throw error;
    }
  });
}
