import { ConflictError } from '@backstage/errors';
import { Errors } from 'isomorphic-git';
import {
  DEPTH,
  GitCopy,
  type GitCopyOptions,
  type Head,
  NO_COMMIT,
} from './GitCopy';
import { assertRepositoryPath } from './gitPaths';
import { CONNECTION_ATTEMPTS, isBroken } from './isBroken';
import { Mutex } from './Mutex';
import { readHistory } from './readHistory';
import type { GitHistory, GitPush, GitRepositories, GitTree } from './types';

const PUSH_ATTEMPTS = 6;

/** Milliseconds; who allows more does not care how old an answer is. */
const LONGEST_AGE = 86_400_000;

/** Questions whose last answer is kept. */
const MAX_TREES = 32;

/**
 * One remote repository and our copy of it. What changes the copy runs one after the other; readers of the same branch
 * share a fetch, and who is content with what is here does not wait for one.
 */
export class GitMirror {
  readonly #copy: GitCopy;
  readonly #mutex = new Mutex();
  readonly #reads = new Map<string, Promise<GitTree>>();
  readonly #last = new Map<string, GitTree>();

  constructor(options: GitCopyOptions) {
    this.#copy = new GitCopy(options);
  }

  async readTree(
    branch: string,
    under: readonly string[] | undefined,
    maxAge = 0,
  ): Promise<GitTree> {
    const known = this.#freshHead(branch, maxAge);
    if (known) {
      return this.#withoutWaiting(
        () => this.#treeAt(known, branch, under),
        () => this.#fetchTree(branch, under),
      );
    }
    const key = JSON.stringify([branch, under]);
    const running = this.#reads.get(key);
    if (running) {
      return running;
    }
    const read = this.#mutex
      .run(() => this.#fetchTree(branch, under))
      .finally(() => this.#reads.delete(key));
    this.#reads.set(key, read);
    return read;
  }

  async readHistory(
    branch: string,
    options: Parameters<GitRepositories['readHistory']>[1] = {},
  ): Promise<GitHistory> {
    const { paths = [], line, maxAge = 0 } = options;
    const read = async ({ commit }: Head): Promise<GitHistory> =>
      commit === NO_COMMIT
        ? { commits: [], lastChanges: new Map(), line: [] }
        : readHistory({
            gitdir: this.#copy.gitdir,
            objects: this.#copy.objects,
            head: commit,
            depth: DEPTH,
            paths,
            line,
          });
    const known = this.#freshHead(branch, maxAge);
    const fetched = async () => read(await this.#copy.fetch(branch));
    return known
      ? this.#withoutWaiting(() => read(known), fetched)
      : this.#mutex.run(fetched);
  }

  async push(branch: string, push: GitPush): Promise<string> {
    const edits = editsOf(push);
    const paths = [...new Set([...edits.keys(), ...(push.reads ?? [])])];
    const attempt = () => this.#push(branch, push, edits, paths);
    return this.#mutex.run(async () => {
      try {
        return await attempt();
      } catch (error) {
        if (!this.#copy.isDamaged(error)) {
          throw this.#pushError(branch, error);
        }
        // Objects that were half written, as before a crash or on a full disk. The remote took nothing of it.
        await this.#copy.forget();
        return attempt().catch(again => {
          throw this.#pushError(branch, again);
        });
      }
    });
  }

  async #push(
    branch: string,
    push: GitPush,
    edits: ReadonlyMap<string, string | undefined>,
    paths: readonly string[],
  ): Promise<string> {
    let { commit: head } = await this.#copy.fetch(branch);
    for (const base of basesOf(push)) {
      await this.#assertUntouched(base, head, paths);
    }
    for (let attempt = 1; ; attempt++) {
      const commit = await this.#copy.commit(head, edits, push);
      if (commit === head) {
        return head;
      }
      try {
        await this.#copy.send(branch, commit);
        return commit;
      } catch (error) {
        const again =
          (isRace(error) && attempt < PUSH_ATTEMPTS) ||
          (isBroken(error) && attempt < CONNECTION_ATTEMPTS);
        if (!again) {
          throw error;
        }
      }
      await delay(50 * attempt * (1 + Math.random()));
      const before = head;
      head = (await this.#copy.fetch(branch)).commit;
      if (head === commit) {
        // The connection broke once the remote had it all.
        return commit;
      }
      await this.#assertUntouched(before, head, paths);
    }
  }

  #freshHead(branch: string, maxAge: number): Head | undefined {
    const known = this.#copy.head(branch);
    const age = known ? Date.now() - known.asOf : Infinity;
    // A clock may be set back; who takes any age still takes it.
    const isFresh = age < maxAge && (age >= 0 || maxAge > LONGEST_AGE);
    return isFresh ? known : undefined;
  }

  /** Reads what is here beside a fetch that may take long; if that clears the copy away, waits for its turn after all. */
  async #withoutWaiting<T>(
    read: () => Promise<T>,
    again: () => Promise<T>,
  ): Promise<T> {
    try {
      return await read();
    } catch {
      return this.#mutex.run(again);
    }
  }

  async #fetchTree(
    branch: string,
    under: readonly string[] | undefined,
  ): Promise<GitTree> {
    const head = await this.#copy.fetch(branch);
    try {
      return await this.#treeAt(head, branch, under);
    } catch (error) {
      if (!this.#copy.isDamaged(error)) {
        throw this.#copy.problem(error);
      }
      // The copy is damaged, as after a crash in the middle of a fetch.
      await this.#copy.forget();
      return this.#treeAt(await this.#copy.fetch(branch), branch, under);
    }
  }

  async #treeAt(
    { commit, asOf }: Head,
    branch: string,
    under: readonly string[] | undefined,
  ): Promise<GitTree> {
    const key = JSON.stringify([branch, under]);
    const last = this.#last.get(key);
    const tree = {
      commit,
      asOf,
      files:
        last?.commit === commit
          ? last.files
          : await this.#filesOf(commit, under),
    };
    // The one asked for longest ago goes first.
    this.#last.delete(key);
    this.#last.set(key, tree);
    for (const old of this.#last.keys()) {
      if (this.#last.size > MAX_TREES) {
        this.#last.delete(old);
      }
    }
    if (tree.files !== last?.files) {
      this.#copy.objects.retain(
        [...this.#last.values()].map(each => each.files),
      );
    }
    return tree;
  }

  async #filesOf(
    commit: string,
    under: readonly string[] | undefined,
  ): Promise<GitTree['files']> {
    return commit === NO_COMMIT
      ? new Map()
      : this.#copy.objects.files(commit, under);
  }

  async #assertUntouched(
    base: string,
    head: string,
    paths: readonly string[],
  ): Promise<void> {
    if (base === head) {
      return;
    }
    const changed: string[] = [];
    for (const path of paths) {
      const [was, is] = await Promise.all([
        this.#oidAt(base, path),
        this.#oidAt(head, path),
      ]);
      if (was !== is) {
        changed.push(path);
      }
    }
    if (changed.length > 0) {
      throw new ConflictError(
        `Git has changed since this was prepared: ${changed
          .sort()
          .slice(0, 5)
          .join(', ')}. Start again from the current state`,
      );
    }
  }

  async #oidAt(commit: string, path: string): Promise<string | undefined> {
    if (commit === NO_COMMIT) {
      return undefined;
    }
    try {
      return await this.#copy.objects.oidAt(commit, path);
    } catch (error) {
      throw new ConflictError(
        `Git has moved on from commit ${commit}, which is no longer available to compare with. Start again from the current state`,
        error,
      );
    }
  }

  #pushError(branch: string, error: unknown): Error {
    const { url } = this.#copy;
    if (isRace(error)) {
      return new ConflictError(
        `Branch ${branch} of ${url} is changing too fast to push to. Try again`,
      );
    }
    return error instanceof Errors.GitPushError
      ? new ConflictError(
          `Git remote ${url} refused the push:${error.data.prettyDetails}`,
        )
      : this.#copy.problem(error);
  }
}

function editsOf(push: GitPush): Map<string, string | undefined> {
  const edits = new Map<string, string | undefined>();
  for (const path of push.deletes ?? []) {
    edits.set(path, undefined);
  }
  for (const { path, content } of push.writes) {
    edits.set(path, content);
  }
  for (const path of edits.keys()) {
    assertRepositoryPath(path);
  }
  return edits;
}

function basesOf({ base = [] }: GitPush): readonly string[] {
  return typeof base === 'string' ? [base] : base;
}

/** Somebody else pushed between our fetch and our push. */
function isRace(error: unknown): boolean {
  return (
    error instanceof Errors.PushRejectedError ||
    (error instanceof Errors.GitPushError &&
      /fetch first|non-fast-forward|failed to update ref|cannot lock|stale|incorrect old value/i.test(
        error.data.prettyDetails,
      ))
  );
}

function delay(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms);
  });
}
