import { UsageError } from '../../UsageError';
import { Repository } from './findRepository';
import { runGit } from './runGit';

/**
 * The commit that a revision names.
 *
 * @throws UsageError for one that is not there, and for a name that a tag or a branch takes from another
 */
export async function commitOf(
  repository: Repository,
  revision: string,
): Promise<string> {
  const unusable = (why: string) => new UsageError(`--base ${revision} ${why}`);
  if (!/^[A-Za-z0-9_@][^\s:]*$/.test(revision)) {
    throw unusable('is not the name of a commit, a branch or a tag.');
  }
  const [name] = revision.split(/[~^@]/);
  const candidates = ['tags', 'heads', 'remotes'].map(
    kind => `refs/${kind}/${name}`,
  );
  const known = name
    ? (
        await runGit(repository, [
          'for-each-ref',
          '--format=%(refname)',
          ...candidates,
        ])
      ).out
        .toString()
        .split('\n')
        .filter(ref => candidates.includes(ref))
    : [];
  if (known.length > 1) {
    throw unusable(
      `is ambiguous: it is ${known.join(' and ')}. Give the full name.`,
    );
  }
  const { code, out } = await runGit(repository, [
    'rev-parse',
    '--verify',
    '--quiet',
    `${revision}^{commit}`,
  ]);
  const commit = out.toString().trim();
  if (code !== 0 || !/^[0-9a-f]{40,64}$/.test(commit)) {
    throw unusable(
      `is no commit of ${repository.root}. Fetch it first; a CI's checkout often holds the change alone.`,
    );
  }
  return commit;
}
