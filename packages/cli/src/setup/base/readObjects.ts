import { Repository } from './findRepository';
import { runGit } from './runGit';

/** What Git says of an object: its bytes, or why there are none. */
export type GitObject = { bytes: Buffer } | { missing: string };

/**
 * Objects of a repository, each by a name that Git understands, in the order of the names. Links inside of a commit are followed
 * where `follow` says so.
 */
export async function readObjects(
  repository: Repository,
  names: readonly string[],
  { follow = false } = {},
): Promise<GitObject[]> {
  if (names.length === 0) {
    return [];
  }
  const { out } = await runGit(
    repository,
    ['cat-file', '--batch', ...(follow ? ['--follow-symlinks'] : [])],
    `${names.join('\n')}\n`,
  );
  const found: GitObject[] = [];
  let position = 0;
  while (position < out.length) {
    const end = out.indexOf(10, position);
    const head = out.subarray(position, end).toString();
    const [, word, size] = / ?(\S+) (\d+)$/.exec(head) ?? [];
    position = end + 1;
    if (size === undefined) {
      found.push({ missing: / (missing|ambiguous)$/.exec(head)?.[1] ?? head });
      continue;
    }
    const bytes = out.subarray(position, position + Number(size));
    position += Number(size) + 1;
    found.push(word === 'blob' ? { bytes } : { missing: word });
  }
  return found;
}
