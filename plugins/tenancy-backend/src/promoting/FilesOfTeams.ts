import {
  type GitFile,
  type GitRepositories,
  letOthers,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  hasBranchOfEachTenant,
  type Platform,
  promotedPatterns,
  promotedTenant,
} from '@groundwork/engine';
import type { GitTrees } from '../git/GitTrees';

/** Any word of the remote will do: the head was read a moment ago. */
const maxAge = Number.MAX_SAFE_INTEGER;

type Files = ReadonlyMap<string, GitFile>;

const none: Files = new Map();

/** What requests render to for teams with branches of their own, by team: read once for each commit, and not once for each team. */
export class FilesOfTeams {
  readonly #git: GitRepositories;
  readonly #trees: Pick<GitTrees, 'repository'>;
  readonly #platform: Platform;
  #last: { commit: string; byTenant: ReadonlyMap<string, Files> } | undefined;

  constructor(options: {
    git: GitRepositories;
    trees: Pick<GitTrees, 'repository'>;
    platform: Platform;
  }) {
    this.#git = options.git;
    this.#trees = options.trees;
    this.#platform = options.platform;
  }

  /** @throws ServiceUnavailableError and others when Git can't be read */
  async of(tenant: string): Promise<{ commit: string; files: Files }> {
    const { commit, files } = await this.#git.readTree(
      this.#trees.repository('tenants'),
      { under: this.#patterns(), maxAge },
    );
    if (this.#last?.commit !== commit) {
      this.#last = { commit, byTenant: await this.#grouped(files) };
    }
    return { commit, files: this.#last.byTenant.get(tenant) ?? none };
  }

  #patterns(): string[] {
    const { environments } = this.#platform;
    const parts = environments
      .filter(each => hasBranchOfEachTenant(this.#platform, each))
      .map(({ name }) => ({ environment: name, tree: 'tenants' as const }));
    return promotedPatterns({ parts }, this.#platform).tenants;
  }

  async #grouped(files: Files): Promise<ReadonlyMap<string, Files>> {
    const found = new Map<string, Map<string, GitFile>>();
    for (const [path, file] of files) {
      const tenant = promotedTenant(path, this.#platform);
      if (tenant !== undefined) {
        const own = found.get(tenant) ?? new Map<string, GitFile>();
        found.set(tenant, own.set(path, file));
      }
      await letOthers();
    }
    return found;
  }
}
