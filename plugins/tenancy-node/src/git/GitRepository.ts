import { decodeText, YamlError } from '@groundwork/engine';
import { letOthers } from '../fairness';
import { GitFileError } from './GitFileError';
import { assertRepositoryPath } from './assertRepositoryPath';
import type { GitLimits } from './GitObjects';
import type {
  GitCommit,
  GitFile,
  GitHistory,
  GitPush,
  GitRepositories,
  GitTree,
  TouchedFolders,
} from './types';
import type { GitThread } from './worker/GitThread';
import type { FilePart, GitCalls, GitMethod, Part } from './worker/messages';

/** Milliseconds; who allows more does not care how old an answer is. */
const LONGEST_AGE = 86_400_000;

/** Questions whose last answer is kept. */
const MOST_TREES = 32;

type HistoryOptions = NonNullable<
  Parameters<GitRepositories['readHistory']>[1]
>;

/**
 * One remote repository, as it is asked for: what was read last of it, and the thread that reads more. Readers of the same
 * moment share an answer.
 */
export class GitRepository {
  readonly #thread: GitThread;
  readonly #key: number;
  readonly #limits: GitLimits;
  readonly #heads = new Map<string, { commit: string; asOf: number }>();
  readonly #trees = new Map<string, GitTree>();
  readonly #running = new Map<string, Promise<GitTree>>();
  #files = new Map<string, GitFile>();

  constructor(options: { thread: GitThread; key: number; limits: GitLimits }) {
    this.#thread = options.thread;
    this.#key = options.key;
    this.#limits = options.limits;
  }

  async readTree(
    branch: string,
    under: readonly string[] | undefined,
    maxAge = 0,
  ): Promise<GitTree> {
    const key = JSON.stringify([branch, under]);
    const known = this.#freshHead(branch, maxAge);
    const tree = this.#trees.get(key);
    if (known && tree?.commit === known.commit) {
      return this.#keep(key, { ...tree, asOf: known.asOf });
    }
    // One that is content with what is here must not wait for one that is not.
    const question = JSON.stringify([key, known?.commit]);
    const running =
      this.#running.get(question) ??
      this.#read(key, branch, under, maxAge).finally(() =>
        this.#running.delete(question),
      );
    this.#running.set(question, running);
    return running;
  }

  async readCommit(
    branch: string,
    commit: string,
    under: readonly string[] | undefined,
  ): Promise<Pick<GitTree, 'commit' | 'files'> | undefined> {
    const files = new Map<string, GitFile>();
    const answer = await this.#call(
      'readCommit',
      { branch, commit, under },
      part => {
        if ('files' in part) {
          // Old commits are read once: their texts are not kept for others.
          part.files.forEach(each =>
            files.set(each.path, fileOf(each, this.#limits.maxFileBytes)),
          );
        }
      },
    );
    return answer.commit === undefined ? undefined : { commit, files };
  }

  async readHistory(
    branch: string,
    options: HistoryOptions = {},
  ): Promise<GitHistory> {
    const { paths = [], line, depth = 0, maxAge = 0 } = options;
    const commits: GitCommit[] = [];
    const lastChanges = new Map<string, string>();
    const touched = new Map<string, string[]>();
    const answer = await this.#call(
      'readHistory',
      {
        branch,
        paths,
        ...(line ? { line: { known: [...line.known.keys()] } } : {}),
        depth,
        maxAge,
      },
      part => {
        if ('commits' in part) {
          commits.push(...part.commits);
        } else if ('lastChanges' in part) {
          part.lastChanges.forEach(([path, commit]) =>
            lastChanges.set(path, commit),
          );
        } else if ('line' in part) {
          for (const each of part.line) {
            const own = touched.get(each.commit) ?? [];
            own.push(...each.touched);
            touched.set(each.commit, own);
          }
        }
      },
    );
    this.#heads.set(branch, { commit: answer.head, asOf: answer.asOf });
    const found: Array<{ commit: string; touched: TouchedFolders }> = [];
    for (const [commit, own] of touched) {
      await letOthers();
      found.push({
        commit,
        touched: line?.known.get(commit) ?? new Set(own),
      });
    }
    return { commits, lastChanges, line: found, end: answer.end };
  }

  async push(branch: string, push: GitPush): Promise<string> {
    for (const path of [
      ...(push.deletes ?? []),
      ...push.writes.map(each => each.path),
    ]) {
      assertRepositoryPath(path);
    }
    const { commit } = await this.#call('push', { branch, push });
    return commit;
  }

  async #read(
    key: string,
    branch: string,
    under: readonly string[] | undefined,
    maxAge: number,
  ): Promise<GitTree> {
    const before = this.#trees.get(key);
    const came = new Map<string, GitFile>();
    const gone = new Set<string>();
    const { commit, asOf, base } = await this.#call(
      'readTree',
      { branch, under, maxAge, base: before?.commit },
      part => {
        if ('files' in part) {
          part.files.forEach(each => came.set(each.path, this.#fileOf(each)));
        } else if ('gone' in part) {
          part.gone.forEach(path => gone.add(path));
        }
      },
    );
    this.#heads.set(branch, { commit, asOf });
    // Who looks whether anything changed below a path may compare the files themselves.
    const isSame =
      before && base === before.commit && came.size + gone.size === 0;
    const files = isSame
      ? before.files
      : await joined(base === undefined ? undefined : before, came, gone);
    const tree = this.#keep(key, { commit, asOf, files });
    if (!isSame) {
      await this.#retain();
    }
    return tree;
  }

  #keep(key: string, tree: GitTree): GitTree {
    // The one asked for longest ago goes first.
    this.#trees.delete(key);
    this.#trees.set(key, tree);
    for (const old of this.#trees.keys()) {
      if (this.#trees.size > MOST_TREES) {
        this.#trees.delete(old);
      }
    }
    return tree;
  }

  /** Trees that overlap share the text of a file. */
  #fileOf(part: FilePart): GitFile {
    const id = `${part.oid} ${part.path}`;
    const known = this.#files.get(id);
    if (known) {
      return known;
    }
    const file = fileOf(part, this.#limits.maxFileBytes);
    this.#files.set(id, file);
    return file;
  }

  /** Forgets the files that no tree holds any more, once they are many. */
  async #retain(): Promise<void> {
    let held = 0;
    for (const { files } of this.#trees.values()) {
      held += files.size;
    }
    if (this.#files.size <= 2 * held + 1000) {
      return;
    }
    const used = new Map<string, GitFile>();
    for (const { files } of [...this.#trees.values()]) {
      for (const [path, file] of files) {
        used.set(`${file.oid} ${path}`, file);
        await letOthers();
      }
    }
    this.#files = used;
  }

  #call<M extends GitMethod>(
    method: M,
    wanted: GitCalls[M]['wanted'],
    take?: (part: Part) => void,
  ): Promise<GitCalls[M]['answer']> {
    return this.#thread.call(this.#key, method, wanted, take);
  }

  #freshHead(
    branch: string,
    maxAge: number,
  ): { commit: string; asOf: number } | undefined {
    const known = this.#heads.get(branch);
    const age = known ? Date.now() - known.asOf : Infinity;
    // A clock may be set back; who takes any age still takes it.
    const isFresh = age < maxAge && (age >= 0 || maxAge > LONGEST_AGE);
    return isFresh ? known : undefined;
  }
}

async function joined(
  before: GitTree | undefined,
  came: ReadonlyMap<string, GitFile>,
  gone: ReadonlySet<string>,
): Promise<GitTree['files']> {
  const files = new Map<string, GitFile>();
  for (const [path, file] of before?.files ?? []) {
    if (!gone.has(path)) {
      files.set(path, file);
    }
    await letOthers();
  }
  for (const [path, file] of came) {
    files.set(path, file);
    await letOthers();
  }
  return files;
}

function fileOf(
  { path, oid, size, bytes }: FilePart,
  maxBytes: number,
): GitFile {
  if (!bytes) {
    return unreadable(
      path,
      oid,
      `The file has ${size} bytes, more than the ${maxBytes} that are read.`,
    );
  }
  try {
    const text = decodeText(bytes);
    return { oid, content: () => text };
  } catch (error) {
    if (error instanceof YamlError) {
      return unreadable(path, oid, error.message);
    }
    throw error;
  }
}

function unreadable(path: string, oid: string, problem: string): GitFile {
  return {
    oid,
    content() {
      throw new GitFileError(path, problem);
    },
  };
}
