import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { gitRepositoriesOn } from './gitRepositoriesOn';
import type { GitRepositories } from './types';
import { GitThread } from './worker/GitThread';

/** One for all of this process: what is read in it takes the time of one processor at most. */
const thread = new GitThread();

/**
 * Git repositories with the credentials of `integrations` in `config`, kept as shallow copies under `cacheDir`.
 * A clone URL with a credential in it is refused: it would be shown wherever the address is.
 *
 * @public
 */
export function createGitRepositories(options: {
  config: Config;
  logger: LoggerService;
  /** Default: `tenancy.git.cacheDirectory`, else a folder of this user under the system's temporary folder. */
  cacheDir?: string;
}): GitRepositories {
  return gitRepositoriesOn(thread, options);
}
