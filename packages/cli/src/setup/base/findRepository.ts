import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from '../../UsageError';

/** A repository on disk. */
export interface Repository {
  /** The real path of its work tree. */
  root: string;
  /** The path of its `.git`. */
  gitDirectory: string;
}

/**
 * The repository that a directory is a checkout of. Only what is named `.git` makes one: Git itself also takes any directory
 * that looks like a repository, and a change can bring such a directory.
 *
 * @throws UsageError
 */
export async function findRepository(directory: string): Promise<Repository> {
  const start = await realpath(directory).catch(() => resolve(directory));
  for (let root = start; ; root = dirname(root)) {
    const gitDirectory = join(root, '.git');
    const found = await stat(gitDirectory).catch(() => undefined);
    if (found) {
      if (found.isFile() && (await isSubmodule(gitDirectory))) {
        throw new UsageError(
          `${root} is a submodule, and a change of the repository around it says what it holds. Check a clone of its own with --base.`,
        );
      }
      return { root, gitDirectory };
    }
    if (root === dirname(root)) {
      throw new UsageError(
        `--base needs a checkout of a Git repository, and ${directory} is none.`,
      );
    }
  }
}

async function isSubmodule(file: string): Promise<boolean> {
  const [, target = ''] =
    /^gitdir: (.*)$/m.exec(await readFile(file, 'utf8')) ?? [];
  return /[/\\]modules[/\\]/.test(resolve(dirname(file), target.trim()));
}
