import type { KnownVersion } from '@groundwork/backstage-plugin-tenancy-common';
import {
  type GitBranch,
  type GitFile,
  type GitRepositories,
  letOthers,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  FindingsError,
  imagesOf,
  parseRequestText,
  plainLine,
} from '@groundwork/engine';
import type { GitTrees } from '../git/GitTrees';
import type { RequestEntry, RequestIndex } from '../git/RequestIndex';

const MOST_COMMITS = 60;
const MOST_IMAGES = 20;
const LONGEST_NAME = 100;

/** Files at commits whose images are kept; of more those that were asked for first go. */
const MOST_KEPT = 20_000;

type Brought = Pick<KnownVersion, 'commit' | 'at' | 'by'>;

interface Parts {
  git: GitRepositories;
  trees: GitTrees;
  requestIndex: RequestIndex;
}

/** The images that requests ran. What a file says at a commit never changes, so that it is read once. */
export class ImageHistory {
  readonly #parts: Parts;
  readonly #known = new Map<string, readonly string[]>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The images of a request, newest first, each with the commit that brought it, as far back as the branch is at hand here. */
  async of(
    { path, tree }: Pick<RequestEntry, 'path' | 'tree'>,
    tenantEnvironments: readonly string[],
  ): Promise<Map<string, Brought>> {
    const { git, trees } = this.#parts;
    const repository = trees.repository(tree);
    const { commits, end } = await git.readHistory(repository, {
      maxAge: Number.MAX_SAFE_INTEGER,
    });
    const byId = new Map(commits.map(each => [each.commit, each]));
    const found = new Map<string, Brought>();
    let running = new Set<string>();
    let commit = commits.at(0);
    for (let seen = 0; commit && seen < MOST_COMMITS; seen += 1) {
      const images = await this.#imagesAt(
        { repository, path, commit: commit.commit },
        tenantEnvironments,
      );
      if (!images) {
        break;
      }
      for (const image of images) {
        if (!found.has(image) || running.has(image)) {
          found.set(image, {
            commit: commit.commit,
            at: commit.at,
            by: plainLine(commit.author, LONGEST_NAME),
          });
        }
      }
      running = new Set(images);
      if (found.size >= MOST_IMAGES) {
        break;
      }
      commit = byId.get(commit.parents[0] ?? '');
    }
    if (commit || end !== 'first') {
      // What stands in the oldest that was looked at may have come before.
      running.forEach(image => found.set(image, {}));
    }
    return found;
  }

  /** Undefined for a commit that is not at hand. */
  async #imagesAt(
    file: { repository: GitBranch; path: string; commit: string },
    environments: readonly string[],
  ): Promise<readonly string[] | undefined> {
    const { repository, path, commit } = file;
    const key = JSON.stringify([
      repository.url,
      repository.branch,
      commit,
      path,
      environments,
    ]);
    const known = this.#known.get(key);
    if (known) {
      return known;
    }
    await letOthers();
    const there = await this.#parts.git.readCommit(repository, commit, {
      under: [path],
    });
    if (!there) {
      return undefined;
    }
    const images = this.#imagesIn(there.files.get(path), environments);
    this.#known.set(key, images);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MOST_KEPT) {
        break;
      }
      this.#known.delete(oldest);
    }
    return images;
  }

  #imagesIn(
    file: GitFile | undefined,
    environments: readonly string[],
  ): string[] {
    const { requestIndex } = this.#parts;
    if (!file) {
      return [];
    }
    try {
      const request = parseRequestText(file.content(), requestIndex);
      const images = imagesOf(request, environments, requestIndex.capabilities);
      return [...new Set(Object.values(images ?? {}))];
    } catch (error) {
      if (
        error instanceof FindingsError ||
        (error instanceof Error && error.name === 'GitFileError')
      ) {
        return [];
      }
      throw error;
    }
  }
}
