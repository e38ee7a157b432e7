import { ServiceUnavailableError } from '@backstage/errors';
import {
  type GitRepositories,
  type GitTree,
  presentText,
} from '@groundwork/backstage-plugin-tenancy-node';
import { tenantRequestPath } from '@groundwork/engine';
import { type GitTrees, REQUEST_PATHS, type TreeName } from '../git/GitTrees';
import type { RequestIndex } from '../git/RequestIndex';

/**
 * Git as a change is decided from it and written on: one commit of each tree.
 */
export interface Base {
  /** The requests at these commits. */
  requestIndex: RequestIndex;
  commits: Readonly<Record<TreeName, string>>;
  /**
   * The content of files at these commits.
   *
   * @throws BaseMovedError if a branch has moved on: then everything is to be decided anew
   */
  contents(
    paths: ReadonlyArray<{ tree: TreeName; path: string }>,
  ): Promise<ReadonlyMap<string, string>>;
  /**
   * All files of a tenant at these commits, and the files that tenants share.
   *
   * @throws BaseMovedError as `contents`; GitFileError for a shared file that can't be read
   */
  filesOf(tenant: string): Promise<ReadonlyMap<string, string>>;
}

/** Git moved between two looks at it. */
export class BaseMovedError extends ServiceUnavailableError {
  constructor() {
    super('Git is changing too fast to be read. Try again');
  }
}

const NAMES = ['platform', 'tenants'] as const;

/**
 * Reads the requests of both trees, asking the remote unless it answered within the interval of its watch.
 *
 * @throws ServiceUnavailableError and others when Git can't be read: nobody decides on what they do not know
 */
export async function readBase(options: {
  git: GitRepositories;
  trees: GitTrees;
  requestIndex: RequestIndex;
  /** Asks the remote whatever is at hand. */
  fresh?: boolean;
}): Promise<Base> {
  const { git, trees, requestIndex, fresh } = options;
  const read = async (name: TreeName, under: readonly string[]) =>
    git.readTree(trees.repository(name), {
      under,
      maxAge: fresh ? 0 : trees.interval,
    });
  const platform = await read('platform', REQUEST_PATHS.platform);
  const tenants = await read('tenants', REQUEST_PATHS.tenants);
  if (isShared(trees) && platform.commit !== tenants.commit) {
    throw new BaseMovedError();
  }
  const requests: Record<TreeName, GitTree> = { platform, tenants };
  const filesUnder = async (name: TreeName, under: readonly string[]) => {
    const tree = await git.readTree(trees.repository(name), {
      under,
      // What was just read may stand; whether it still is the head shows its commit.
      maxAge: Number.MAX_SAFE_INTEGER,
    });
    if (tree.commit !== requests[name].commit) {
      throw new BaseMovedError();
    }
    return tree.files;
  };
  return {
    requestIndex: requestIndex.at({ tree: name => requests[name] }),
    commits: { platform: platform.commit, tenants: tenants.commit },
    async contents(paths) {
      const files = new Map<string, string>();
      for (const name of NAMES) {
        const own = paths.filter(({ tree }) => tree === name);
        if (own.length === 0) {
          continue;
        }
        const present = await filesUnder(
          name,
          [...new Set(own.map(topOf))].sort(),
        );
        for (const { path } of own) {
          const file = present.get(path);
          if (file) {
            files.set(path, presentText(path, file));
          }
        }
      }
      return files;
    },
    async filesOf(tenant) {
      const guarded = await filesUnder('platform', [
        'CODEOWNERS',
        `platform/*/${tenant}`,
        tenantRequestPath(tenant),
      ]);
      const own = await filesUnder('tenants', [
        'CODEOWNERS',
        `tenants/${tenant}`,
      ]);
      return new Map(
        [...guarded, ...own].map(([path, file]) => [
          path,
          presentText(path, file),
        ]),
      );
    },
  };
}

function isShared(trees: GitTrees): boolean {
  const [platform, tenants] = NAMES.map(name => trees.repository(name));
  return platform.url === tenants.url && platform.branch === tenants.branch;
}

/** A few folders are asked for rather than every file, so that the answers can be kept. */
function topOf({ path }: { path: string }): string {
  return path.split('/').slice(0, 3).join('/');
}
