import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDuration } from '../platform/readDuration';
import { createGitCredentials } from './gitCredentials';
import { createGitHttp } from './createGitHttp';
import { GitMirror } from './GitMirror';
import { commitUrlOf, fileUrlOf, httpUrlOf, pageUrlOf } from './gitUrls';
import type { GitBranch, GitRepositories } from './types';

const MEBIBYTE = 1024 * 1024;

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
  const { config, logger } = options;
  const integrations = ScmIntegrations.fromConfig(config);
  const credentials = createGitCredentials(integrations);
  const cacheDir =
    options.cacheDir ??
    config.getOptionalString('tenancy.git.cacheDirectory') ??
    join(tmpdir(), `tenancy-git-${process.getuid?.() ?? 'user'}`);
  const http = createGitHttp({
    timeout: readDuration(config, {
      key: 'tenancy.git.timeout',
      seconds: 'tenancy.git.timeoutSeconds',
      fallback: 60_000,
      logger,
    }),
    maxBytes: 512 * MEBIBYTE,
  });
  const mirrors = new Map<string, GitMirror>();
  const listeners = new Set<(repository: GitBranch) => void>();

  function mirrorOf(repository: GitBranch): GitMirror {
    const existing = mirrors.get(repository.url);
    if (existing) {
      return existing;
    }
    const url = httpUrlOf(repository.url);
    const name = createHash('sha256').update(repository.url).digest('hex');
    const mirror = new GitMirror({
      url,
      gitdir: join(cacheDir, `${name.slice(0, 32)}.git`),
      http,
      headers: () => credentials(repository.url),
      limits: {
        maxFiles: 200_000,
        maxFileBytes: MEBIBYTE,
        maxTreeBytes: 256 * MEBIBYTE,
      },
    });
    logger.debug(`Git remote ${url} is kept under ${cacheDir}`);
    mirrors.set(repository.url, mirror);
    return mirror;
  }

  return {
    async readTree(repository, { under, maxAge } = {}) {
      return mirrorOf(repository).readTree(repository.branch, under, maxAge);
    },
    async readHistory(repository, wanted) {
      return mirrorOf(repository).readHistory(repository.branch, wanted);
    },
    async push(repository, push) {
      const commit = await mirrorOf(repository).push(repository.branch, push);
      listeners.forEach(listener => listener(repository));
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
