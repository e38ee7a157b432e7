import git, { type HttpClient } from 'isomorphic-git';
import { GitProblem } from './GitProblem';

/** The commit of a repository that has none. */
export const NO_COMMIT = '0'.repeat(40);

/**
 * The commit that a branch of a remote is at.
 *
 * @throws NotFoundError if there are branches, but not that one
 * @throws InputError if it cannot be read
 */
export async function remoteHead(
  url: string,
  http: HttpClient,
  branch: string,
): Promise<string> {
  const refs = await git.listServerRefs({ http, url, prefix: 'refs/heads/' });
  const found = refs.find(each => each.ref === `refs/heads/${branch}`);
  if (!found && refs.length > 0) {
    throw new GitProblem(
      'NotFoundError',
      `Git remote ${url} has no branch ${branch}; create it, or name another in tenancy.repository`,
    );
  }
  const isOther =
    found === undefined
      ? await hasOtherIds(url, http)
      : found.oid.length !== NO_COMMIT.length;
  if (isOther) {
    throw new GitProblem(
      'InputError',
      `Git remote ${url} has SHA-256 object ids, which cannot be read. Use a repository with SHA-1 object ids in tenancy.repository`,
    );
  }
  return found?.oid ?? NO_COMMIT;
}

/** Who is asked for branches in the way of SHA-1 tells of none where ids are others, as if there were none. */
async function hasOtherIds(url: string, http: HttpClient): Promise<boolean> {
  const { capabilities } = await git.getRemoteInfo2({ http, url });
  return (capabilities['object-format'] ?? 'sha1') !== 'sha1';
}
