import { ServiceUnavailableError } from '@backstage/errors';
import {
  type GitRepositories,
  type GitTree,
  pathsFor,
  textsOf,
} from '@groundwork/backstage-plugin-tenancy-node';
import { type FilesInGit, requestPatterns } from '@groundwork/engine';
import type { GitTrees, TreeName } from '../git/GitTrees';
import type { RequestIndex } from '../git/RequestIndex';

/**
 * Git as a change is decided from it and written on: one commit of each tree.
 */
export interface Base {
  /** The requests at these commits. */
  requestIndex: RequestIndex;
  commits: Readonly<Record<TreeName, string>>;
  /**
   * All files of a tenant at these commits, or of all tenants, and the files that tenants share.
   *
   * @throws BaseMovedError if a branch has moved on: then everything is to be decided anew; GitFileError for a shared file
   * that can't be read
   */
  filesOf(tenant?: string): Promise<FilesInGit>;
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
  const { layout } = trees;
  const patterns = requestPatterns(layout);
  const platform = await read('platform', patterns.platform);
  const tenants = await read('tenants', patterns.tenants);
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
    async filesOf(tenant) {
      const { platform: guarded, tenants: own } = pathsFor(tenant, layout);
      return {
        platform: textsOf(await filesUnder('platform', guarded), layout),
        tenants: textsOf(await filesUnder('tenants', own), layout),
      };
    },
  };
}

function isShared(trees: GitTrees): boolean {
  const [platform, tenants] = NAMES.map(name => trees.repository(name));
  return platform.url === tenants.url && platform.branch === tenants.branch;
}
