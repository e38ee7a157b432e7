import git from 'isomorphic-git';
import fs from 'node:fs';

/** Further back nobody looks. */
const DEPTH = 500;

/** Whether a commit is known to lie in the history of another one; of what is not at hand it is not known. */
export async function isBehind(
  gitdir: string,
  ancestor: string,
  commit: string,
): Promise<boolean> {
  try {
    return await git.isDescendent({
      fs,
      gitdir,
      oid: commit,
      ancestor,
      depth: DEPTH,
    });
  } catch {
    return false;
  }
}
