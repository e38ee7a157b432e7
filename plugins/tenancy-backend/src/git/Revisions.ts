import type { LoggerService } from '@backstage/backend-plugin-api';
import type { GitRepositories } from '@groundwork/backstage-plugin-tenancy-node';
import type { CommitFact, Facts, Known } from '@groundwork/engine';
import type { GitTrees, TreeName } from './GitTrees';

const MAX_COMMITS = 2000;

/**
 * The last commits of both trees, so that a status can say what a revision brought and who made it.
 */
export class Revisions {
  readonly #git: GitRepositories;
  readonly #trees: GitTrees;
  readonly #logger: LoggerService;
  readonly #known = new Map<string, Known<CommitFact>>();
  #facts: Facts = {};

  constructor(options: {
    git: GitRepositories;
    trees: GitTrees;
    logger: LoggerService;
  }) {
    this.#git = options.git;
    this.#trees = options.trees;
    this.#logger = options.logger;
    this.#trees.subscribe(() => {
      void this.#read('platform');
      void this.#read('tenants');
    });
  }

  facts(): Facts {
    return this.#facts;
  }

  async #read(name: TreeName): Promise<void> {
    try {
      const { commits } = await this.#git.readHistory(
        this.#trees.repository(name),
        { maxAge: Number.MAX_SAFE_INTEGER },
      );
      const asOf = Date.now();
      for (const { commit, message, author, at } of [...commits].reverse()) {
        this.#known.delete(commit);
        this.#known.set(commit, {
          value: { message, author, at },
          asOf,
          source: `git ${name}`,
        });
      }
      for (const commit of this.#known.keys()) {
        if (this.#known.size <= MAX_COMMITS) {
          break;
        }
        this.#known.delete(commit);
      }
      this.#facts = { revisions: Object.fromEntries(this.#known) };
    } catch (error) {
      // Statuses then show the bare revision; that Git is away stands among the sources.
      this.#logger.debug(`The history of ${name} can't be read: ${error}`);
    }
  }
}
