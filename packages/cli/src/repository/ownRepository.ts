import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findRepository, type Repository } from '../setup/base/findRepository';
import { runGit } from '../setup/base/runGit';
import { UsageError } from '../UsageError';

/** What is known of the repository that a directory is a checkout of. */
export interface OwnRepository {
  /** Where its work tree is on disk. */
  root: string;
  /** Addresses that it was cloned from, or is pushed to. */
  remotes: readonly string[];
  /** The branch that is checked out, if any. */
  branch?: string;
  /** Directories that are repositories of their own. */
  submodules: readonly string[];
  /** Whether it is known which branch is the default one. */
  knowsDefault: boolean;
  /**
   * Those of these directories that a branch or tag of a name is known to have got since what is checked out left it; `HEAD` is the default
   * branch.
   */
  addedAt(revision: string, paths: readonly string[]): Promise<Set<string>>;
}

/** What would end a question to Git, or make a pattern of a name. */
const ODD = /[\p{C}*?[\]\\]/u;

/**
 * Finds out what is known of the repository of a directory.
 *
 * @returns undefined where it is none, where only a part of it is checked out, or where there is no Git to ask
 */
export async function ownRepository(
  directory: string,
): Promise<OwnRepository | undefined> {
  try {
    const repository = await findRepository(directory);
    const ask: Ask = async (...args) => {
      const { code, out } = await runGit(repository, args);
      return code === 0 ? out.toString().trim() : '';
    };
    const isSparse = await ask('config', '--bool', 'core.sparseCheckout');
    if (isSparse === 'true') {
      return undefined;
    }
    const remotes = await ask(
      ...['config', '--get-regexp', '^remote\\..*\\.(push)?url$'],
    );
    const branch = await ask('symbolic-ref', '--quiet', '--short', 'HEAD');
    const { root } = repository;
    const modules = await readFile(join(root, '.gitmodules'), 'utf8').catch(
      () => '',
    );
    return {
      root,
      submodules: [...modules.matchAll(/^\s*path\s*=\s*(.+?)\s*$/gm)].map(
        ([, path]) => path,
      ),
      // A job's checkout may have a credential in the address, which is nobody's to see.
      remotes: remotes
        .split('\n')
        .map(line => line.replace(/^\S+ /, ''))
        .map(url => url.replace(/^(https?:\/\/)[^/@]*@/i, '$1'))
        .filter(Boolean),
      ...(branch ? { branch } : {}),
      knowsDefault: (await refsOf(ask, 'HEAD')).length > 0,
      async addedAt(revision, paths) {
        const asked = paths.filter(path => !ODD.test(path));
        const added = new Set<string>();
        for (const ref of await refsOf(ask, revision)) {
          const base = await ask('merge-base', 'HEAD', ref);
          const [there, before] = await Promise.all([
            directoriesAt(repository, ref, asked),
            base ? directoriesAt(repository, base, asked) : new Set<string>(),
          ]);
          there.forEach(path => before.has(path) || added.add(path));
        }
        return added;
      },
    };
  } catch (error) {
    if (error instanceof UsageError) {
      return undefined;
    }
    throw error;
  }
}

type Ask = (...args: string[]) => Promise<string>;

async function refsOf(ask: Ask, revision: string): Promise<string[]> {
  const refs = ODD.test(revision)
    ? ''
    : await ask(
        'for-each-ref',
        '--format=%(refname)',
        `refs/heads/${revision}`,
        `refs/tags/${revision}`,
        `refs/remotes/*/${revision}`,
      );
  return refs.split('\n').filter(Boolean);
}

async function directoriesAt(
  repository: Repository,
  commit: string,
  paths: readonly string[],
): Promise<Set<string>> {
  const { out } = await runGit(
    repository,
    ['cat-file', '--batch-check=%(objecttype)'],
    paths.map(path => `${commit}:${path}\n`).join(''),
  );
  const answers = out.toString().split('\n');
  return new Set(paths.filter((_, i) => answers[i] === 'tree'));
}
