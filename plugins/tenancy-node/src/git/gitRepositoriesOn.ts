import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDuration } from '../platform/readDuration';
import { createGitCredentials } from './gitCredentials';
import { createGitHttp } from './createGitHttp';
import { GitRepository } from './GitRepository';
import { commitUrlOf, fileUrlOf, httpUrlOf, pageUrlOf } from './gitUrls';
import type { GitBranch, GitRepositories } from './types';
import type { GitThread } from './worker/GitThread';

const MEBIBYTE = 1024 * 1024;

const LIMITS = {
  maxFiles: 200_000,
  maxFileBytes: MEBIBYTE,
  maxTreeBytes: 256 * MEBIBYTE,
  maxHistoryBytes: 256 * MEBIBYTE,
};

/** What repositories are made with. */
interface GitRepositoriesOptions {
  config: Config;
  logger: LoggerService;
  /** Default: `tenancy.git.cacheDirectory`, else a folder of this user under the system's temporary folder. */
  cacheDir?: string;
}

/** Git repositories that are read and written in one thread. */
export function gitRepositoriesOn(
  thread: GitThread,
  options: GitRepositoriesOptions,
): GitRepositories {
  const { config, logger } = options;
  const integrations = ScmIntegrations.fromConfig(config);
  const credentials = createGitCredentials(integrations);
  const cacheDir =
    options.cacheDir ??
    config.getOptionalString('tenancy.git.cacheDirectory') ??
    join(tmpdir(), `tenancy-git-${process.getuid?.() ?? 'user'}`);
  const limits = {
    timeout: readDuration(config, {
      key: 'tenancy.git.timeout',
      seconds: 'tenancy.git.timeoutSeconds',
      fallback: 60_000,
      logger,
    }),
    maxBytes: 512 * MEBIBYTE,
  };
  const known = new Map<string, GitRepository>();
  const listeners = new Set<(repository: GitBranch) => void>();

  function repositoryOf(repository: GitBranch): GitRepository {
    const existing = known.get(repository.url);
    if (existing) {
      return existing;
    }
    const url = httpUrlOf(repository.url, integrations);
    const name = createHash('sha256').update(repository.url).digest('hex');
    const key = thread.register({
      url,
      gitdir: join(cacheDir, `${name.slice(0, 32)}.git`),
      limits: LIMITS,
      request: createGitHttp(url, limits, () => credentials(repository.url)),
    });
    const made = new GitRepository({ thread, key, limits: LIMITS });
    logger.debug(`Git remote ${url} is kept under ${cacheDir}`);
    known.set(repository.url, made);
    return made;
  }

  return {
    async readTree(repository, { under, maxAge } = {}) {
      return repositoryOf(repository).readTree(
        repository.branch,
        under,
        maxAge,
      );
    },
    async readCommit(repository, commit, { under } = {}) {
      return /^[0-9a-f]{40}$/.test(commit)
        ? repositoryOf(repository).readCommit(repository.branch, commit, under)
        : undefined;
    },
    async readHistory(repository, wanted) {
      return repositoryOf(repository).readHistory(repository.branch, wanted);
    },
    async push(repository, push) {
      const commit = await repositoryOf(repository).push(
        repository.branch,
        push,
      );
      if (push.newBranch === undefined) {
        listeners.forEach(listener => listener(repository));
      }
      return { commit, url: commitUrlOf(integrations, repository, commit) };
    },
    onPush(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    pageUrl: repository => pageUrlOf(integrations, repository),
    commitUrl: (repository, commit) =>
      commitUrlOf(integrations, repository, commit),
    fileUrl: (repository, path) => fileUrlOf(integrations, repository, path),
  };
}
