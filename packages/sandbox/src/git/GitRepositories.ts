import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runGit } from './runGit';

const loopback = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?\//;
const repositoryName = /^[A-Za-z0-9][A-Za-z0-9_-]*\.git$/;

/** Files of one revision: path with `/` separators to text. */
export type GitTree = ReadonlyMap<string, string>;

/**
 * Reads the bare repositories of one folder. Controllers ask here instead of cloning, so that a new
 * commit costs one look at a ref file per second; trees are kept for the last few revisions.
 */
export class GitRepositories {
  readonly #trees = new Map<string, Promise<GitTree>>();

  constructor(readonly dir: string) {}

  /** The folder of a repository by its URL; the host and port do not matter, so a moved port breaks nothing. */
  folder(repoUrl: string): string {
    const name = repoUrl.replace(loopback, '').replace(/(\.git)?\/?$/, '.git');
    const folder = join(this.dir, name);
    if (!loopback.test(repoUrl) || !repositoryName.test(name)) {
      throw new Error(
        `${repoUrl} is not a repository of the sandbox, and it reads no other`,
      );
    }
    if (!existsSync(join(folder, 'HEAD'))) {
      throw new Error(`repository '${repoUrl}' not found`);
    }
    return folder;
  }

  /** The commit that a branch, tag or `HEAD` points to. */
  async resolve(repoUrl: string, revision: string): Promise<string> {
    const folder = this.folder(repoUrl);
    if (/^[0-9a-f]{40}$/.test(revision)) {
      return revision;
    }
    if (!/^[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(revision)) {
      throw new Error(`unable to resolve '${revision}' to a commit SHA`);
    }
    if (!revision.includes('..')) {
      const loose = await readFile(
        join(folder, 'refs/heads', revision),
        'utf8',
      ).catch(() => '');
      if (/^[0-9a-f]{40}$/.test(loose.trim())) {
        return loose.trim();
      }
    }
    const args = ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`];
    const sha = await runGit(folder, args).catch(() => '');
    if (!sha.toString()) {
      throw new Error(`unable to resolve '${revision}' to a commit SHA`);
    }
    return sha.toString().trim();
  }

  /** All files of a commit. */
  tree(repoUrl: string, sha: string): Promise<GitTree> {
    const folder = this.folder(repoUrl);
    const key = `${folder}@${sha}`;
    let tree = this.#trees.get(key);
    if (!tree) {
      tree = readTree(folder, sha);
      this.#trees.set(key, tree);
      tree.catch(() => this.#trees.delete(key));
      const oldest = this.#trees.keys().next().value;
      if (this.#trees.size > 8 && oldest) {
        this.#trees.delete(oldest);
      }
    }
    return tree;
  }
}

async function readTree(folder: string, sha: string): Promise<GitTree> {
  const listing = await runGit(folder, ['ls-tree', '-r', '-z', sha]);
  const entries = listing
    .toString('utf8')
    .split('\0')
    .map(line => /^100\d+ blob (\w+)\t(.*)$/s.exec(line))
    .filter(match => match !== null);
  const ids = entries.map(([, id]) => `${id}\n`).join('');
  const batch = await runGit(folder, ['cat-file', '--batch'], ids);
  const files = new Map<string, string>();
  let at = 0;
  for (const [, , path] of entries) {
    const head = batch.indexOf('\n', at);
    const size = Number(batch.toString('utf8', at, head).split(' ')[2]);
    files.set(path, batch.toString('utf8', head + 1, head + 1 + size));
    at = head + 2 + size;
  }
  return files;
}
