import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import { type GitBranch, GitFileError, type GitRepositories } from '../git';
import { httpUrlOf } from '../git/gitUrls';
import { PathFilter } from '../git/PathFilter';

/**
 * Git repositories that live in memory: one set of files for every branch that is asked for, but for those that were pushed as new ones. A file with U+FFFD in it stands for
 * one that is no text. For tests.
 *
 * @public
 */
export interface MemoryGitRepositories extends GitRepositories {
  /** The files now; change them with {@link MemoryGitRepositories.write}. */
  readonly files: ReadonlyMap<string, string>;
  /** Commits on top of what is there; `undefined` removes a file. */
  write(files: Record<string, string | undefined>): void;
  /** What was pushed to branches of their own, by their names. They are merged by writing it. */
  readonly branches: ReadonlyMap<string, Record<string, string | undefined>>;
  /** Makes every question fail, or work again. */
  setAway(away: boolean): void;
}

/**
 * Makes {@link MemoryGitRepositories} with these files.
 *
 * @public
 */
export function memoryGitRepositories(
  initial: Record<string, string> = {},
): MemoryGitRepositories {
  const files = new Map(Object.entries(initial));
  let commits = 1;
  let away = false;
  const branches = new Map<string, Record<string, string | undefined>>();
  const words = new Map<number, { message: string; author: string }>();
  const listeners = new Set<(repository: GitBranch) => void>();
  const changedAt = new Map([...files.keys()].map(path => [path, 1]));
  const before = new Map([[1, new Map(files)]]);
  const idOf = (number: number) => number.toString(16).padStart(40, '0');
  const commit = () => idOf(commits);
  const assertThere = () => {
    if (away) {
      throw new ServiceUnavailableError('Git is away');
    }
  };
  const write = (changes: Record<string, string | undefined>) => {
    commits += 1;
    for (const [path, content] of Object.entries(changes)) {
      changedAt.set(path, commits);
      if (content === undefined) {
        files.delete(path);
      } else {
        files.set(path, content);
      }
    }
    before.set(commits, new Map(files));
  };

  return {
    files,
    branches,
    write,
    setAway(value) {
      away = value;
    },
    async readTree({ branch }, { under } = {}) {
      assertThere();
      const filter = new PathFilter(under);
      const there = new Map(files);
      for (const [path, content] of Object.entries(
        branches.get(branch) ?? {},
      )) {
        if (content === undefined) {
          there.delete(path);
        } else {
          there.set(path, content);
        }
      }
      return {
        commit: commit(),
        asOf: Date.now(),
        files: new Map(
          [...there]
            .filter(([path]) => filter.takesFile(path))
            .map(([path, content]) => [
              path,
              { oid: content, content: () => textOf(path, content) },
            ]),
        ),
      };
    },
    async readCommit(_repository, wanted, { under } = {}) {
      assertThere();
      const filter = new PathFilter(under);
      const there = before.get(parseInt(wanted, 16));
      return (
        there && {
          commit: wanted,
          files: new Map(
            [...there]
              .filter(([path]) => filter.takesFile(path))
              .map(([path, content]) => [
                path,
                { oid: content, content: () => textOf(path, content) },
              ]),
          ),
        }
      );
    },
    async readHistory(_repository, { paths = [] } = {}) {
      assertThere();
      const known = Array.from({ length: commits }, (_, i) => ({
        commit: idOf(commits - i),
        parents: commits - i > 1 ? [idOf(commits - i - 1)] : [],
        message: words.get(commits - i)?.message ?? `Commit ${commits - i}`,
        author: words.get(commits - i)?.author ?? 'Ada',
        at: (commits - i) * 1000,
      }));
      return {
        commits: known,
        lastChanges: new Map(
          paths.flatMap(path => {
            const at = changedAt.get(path);
            return at === undefined ? [] : [[path, idOf(at)]];
          }),
        ),
        line: known.map(({ commit: id }) => ({
          commit: id,
          touched: new Set(
            [...changedAt]
              .filter(([, at]) => idOf(at) === id)
              .flatMap(([path]) => [...foldersAbove(path), path]),
          ),
        })),
        end: 'first',
      };
    },
    async push(
      repository,
      { base, writes, deletes = [], newBranch, message, author },
    ) {
      assertThere();
      if (base !== undefined && [base].flat().some(each => each !== commit())) {
        throw new ConflictError('Git has changed since this was made');
      }
      const changes = {
        ...Object.fromEntries(deletes.map(path => [path, undefined])),
        ...Object.fromEntries(
          writes.map(({ path, content }) => [path, content]),
        ),
      };
      if (newBranch !== undefined) {
        branches.set(newBranch, branches.get(newBranch) ?? changes);
        return { commit: commit(), url: repository.url };
      }
      write(changes);
      words.set(commits, { message, author: author.name });
      listeners.forEach(listener => listener(repository));
      return {
        commit: commit(),
        url: `${repository.url}/commit/${commit()}`,
      };
    },
    onPush(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    pageUrl: ({ url }) => httpUrlOf(url).replace(/\.git$/, ''),
    commitUrl: ({ url }, id) => `${url}/commit/${id}`,
    fileUrl: ({ url, branch }, path) => `${url}/blob/${branch}/${path}`,
  };
}

function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.reduce<string[]>(
    (folders, part) => {
      const last = folders[folders.length - 1];
      return [...folders, last ? `${last}/${part}` : part];
    },
    [''],
  );
}

function textOf(path: string, content: string): string {
  if (content.includes('\ufffd')) {
    throw new GitFileError(path, 'The file is not UTF-8 text.');
  }
  return content;
}
