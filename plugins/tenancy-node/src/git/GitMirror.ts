import { ConflictError, isError, NotFoundError } from '@backstage/errors';
import fs from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import git, { Errors, type HttpClient } from 'isomorphic-git';
import { gitError } from './gitErrors';
import { GitObjects, type GitLimits } from './GitObjects';
import { readHistory } from './readHistory';
import { assertRepositoryPath } from './gitPaths';
import { Mutex } from './Mutex';
import type { GitHistory, GitPush, GitTree } from './types';

/** The commit of a repository that has none. */
export const NO_COMMIT = '0'.repeat(40);

/** Holds the commit on its way, so that a branch's ref only ever names what the remote has. */
const OUTGOING = 'refs/tenancy/outgoing';
const PUSH_ATTEMPTS = 6;
const MAX_PACKS = 64;
/** Questions whose last answer is kept. */
const MAX_TREES = 32;
/** Commits that are kept of a branch, for what is said of revisions. */
const DEPTH = 50;

/**
 * What a mirror needs to know of its remote.
 */
export interface GitMirrorOptions {
  /** HTTP address without a credential. */
  url: string;
  gitdir: string;
  http: HttpClient;
  /** Headers that authenticate; asked for each time, since tokens expire. */
  headers: () => Promise<Record<string, string>>;
  limits: GitLimits;
}

/**
 * A shallow copy on disk of one remote repository. Fetches, commits and pushes run one after the other;
 * readers of the same branch share one fetch.
 */
export class GitMirror {
  readonly #options: GitMirrorOptions;
  readonly #mutex = new Mutex();
  readonly #reads = new Map<string, Promise<GitTree>>();
  readonly #last = new Map<string, GitTree>();
  /** Heads whose objects are here, and when the remote last named them. */
  readonly #heads = new Map<string, { commit: string; asOf: number }>();
  #objects: GitObjects;
  #ready = false;

  constructor(options: GitMirrorOptions) {
    this.#options = options;
    this.#objects = new GitObjects(options.gitdir, options.limits);
  }

  async readTree(
    branch: string,
    under: readonly string[] | undefined,
    maxAge = 0,
  ): Promise<GitTree> {
    const key = JSON.stringify([branch, under, maxAge]);
    const running = this.#reads.get(key);
    if (running) {
      return running;
    }
    const read = this.#mutex
      .run(() => this.#read(branch, under, maxAge))
      .finally(() => this.#reads.delete(key));
    this.#reads.set(key, read);
    return read;
  }

  async readHistory(
    branch: string,
    paths: readonly string[],
    maxAge = 0,
  ): Promise<GitHistory> {
    return this.#mutex.run(async () => {
      const { commit } = await this.#head(branch, maxAge);
      return commit === NO_COMMIT
        ? { commits: [], lastChanges: new Map() }
        : readHistory({
            gitdir: this.#options.gitdir,
            objects: this.#objects,
            head: commit,
            depth: DEPTH,
            paths,
          });
    });
  }

  async push(branch: string, push: GitPush): Promise<string> {
    const edits = editsOf(push);
    return this.#mutex.run(async () => {
      this.#reads.clear();
      let head = await this.#fetch(branch);
      await this.#assertUntouched(push.base, head, edits);
      for (let attempt = 1; ; attempt++) {
        const commit = await this.#commit(head, edits, push);
        if (commit === head) {
          return head;
        }
        try {
          await this.#send(branch, commit);
          return commit;
        } catch (error) {
          if (attempt >= PUSH_ATTEMPTS || !isRace(error)) {
            throw this.#pushError(branch, error);
          }
        }
        await delay(50 * attempt * (1 + Math.random()));
        const before = head;
        head = await this.#fetch(branch);
        await this.#assertUntouched(before, head, edits);
      }
    });
  }

  async #read(
    branch: string,
    under: readonly string[] | undefined,
    maxAge: number,
  ): Promise<GitTree> {
    const key = JSON.stringify([branch, under]);
    const { commit, asOf } = await this.#head(branch, maxAge);
    const last = this.#last.get(key);
    const files =
      last?.commit === commit
        ? last.files
        : await this.#filesOf(commit, branch, under);
    const tree = { commit, files, asOf };
    // The one asked for longest ago goes first.
    this.#last.delete(key);
    this.#last.set(key, tree);
    for (const old of this.#last.keys()) {
      if (this.#last.size > MAX_TREES) {
        this.#last.delete(old);
      }
    }
    this.#objects.retain([...this.#last.values()].map(each => each.files));
    return tree;
  }

  async #head(
    branch: string,
    maxAge: number,
  ): Promise<{ commit: string; asOf: number }> {
    const known = this.#heads.get(branch);
    if (known && known.asOf + maxAge > Date.now()) {
      return known;
    }
    const commit = await this.#fetch(branch);
    return { commit, asOf: this.#heads.get(branch)?.asOf ?? Date.now() };
  }

  async #filesOf(
    commit: string,
    branch: string,
    under: readonly string[] | undefined,
  ): Promise<GitTree['files']> {
    if (commit === NO_COMMIT) {
      return new Map();
    }
    try {
      return await this.#objects.files(commit, under);
    } catch (error) {
      if (error instanceof RangeError) {
        throw gitError(this.#options.url, error);
      }
      // The copy on disk is damaged, as after a crash in the middle of a fetch: it holds nothing that the remote does not.
      await this.#forget();
      return this.#objects.files(await this.#fetch(branch), under);
    }
  }

  /** Brings the branch's head here and returns it. */
  async #fetch(branch: string, isRetry = false): Promise<string> {
    await this.#prepare();
    const { url, gitdir, http } = this.#options;
    try {
      const head = await this.#remoteHead(branch);
      // Even a fetch that brings nothing leaves a packfile behind.
      if (head === NO_COMMIT || head === this.#heads.get(branch)?.commit) {
        this.#heads.set(branch, { commit: head, asOf: Date.now() });
        return head;
      }
      const { fetchHead } = await git.fetch({
        fs,
        http,
        gitdir,
        url,
        remote: 'origin',
        ref: branch,
        remoteRef: `refs/heads/${branch}`,
        singleBranch: true,
        depth: DEPTH,
        tags: false,
        headers: await this.#options.headers(),
      });
      await this.#setHead(branch, fetchHead ?? head);
      return fetchHead ?? head;
    } catch (error) {
      if (!isRetry && isLocal(error)) {
        await this.#forget();
        return this.#fetch(branch, true);
      }
      throw error instanceof NotFoundError ? error : gitError(url, error);
    }
  }

  async #remoteHead(branch: string): Promise<string> {
    const { url, http, headers } = this.#options;
    const refs = await git.listServerRefs({
      http,
      url,
      prefix: 'refs/heads/',
      headers: await headers(),
    });
    const found = refs.find(each => each.ref === `refs/heads/${branch}`);
    if (!found && refs.length > 0) {
      throw new NotFoundError(
        `Git remote ${url} has no branch ${branch}; create it, or name another in tenancy.repository`,
      );
    }
    return found?.oid ?? NO_COMMIT;
  }

  /** The branch's local ref is what the next fetch tells the remote that we have. */
  async #setHead(branch: string, value: string): Promise<void> {
    await git.writeRef({
      fs,
      gitdir: this.#options.gitdir,
      ref: `refs/heads/${branch}`,
      value,
      force: true,
    });
    this.#heads.set(branch, { commit: value, asOf: Date.now() });
  }

  async #prepare(): Promise<void> {
    const { gitdir, url } = this.#options;
    const packs = await readdir(join(gitdir, 'objects', 'pack')).catch(
      () => [],
    );
    // Every fetch leaves a pack, and every read looks through all of them.
    if (packs.length > 2 * MAX_PACKS) {
      await this.#forget();
    }
    if (!this.#ready) {
      await mkdir(gitdir, { recursive: true, mode: 0o700 });
      await git.init({ fs, gitdir, bare: true, defaultBranch: 'main' });
      await git.addRemote({ fs, gitdir, remote: 'origin', url, force: true });
      this.#ready = true;
    }
  }

  async #forget(): Promise<void> {
    const { gitdir, limits } = this.#options;
    await rm(gitdir, { recursive: true, force: true });
    this.#objects = new GitObjects(gitdir, limits);
    this.#heads.clear();
    this.#ready = false;
  }

  async #assertUntouched(
    base: string | undefined,
    head: string,
    edits: ReadonlyMap<string, string | undefined>,
  ): Promise<void> {
    if (base === undefined || base === head || base === NO_COMMIT) {
      return;
    }
    const changed: string[] = [];
    for (const path of edits.keys()) {
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
        `Git has changed since this was made: ${changed
          .sort()
          .slice(0, 5)
          .join(', ')}; ask again from what is there now`,
      );
    }
  }

  async #oidAt(commit: string, path: string): Promise<string | undefined> {
    try {
      return await this.#objects.oidAt(commit, path);
    } catch (error) {
      throw new ConflictError(
        `Git has moved on from commit ${commit}, which is no longer at hand to compare with; ask again from what is there now`,
        error,
      );
    }
  }

  async #commit(
    head: string,
    edits: ReadonlyMap<string, string | undefined>,
    push: GitPush,
  ): Promise<string> {
    const { gitdir } = this.#options;
    const empty = head === NO_COMMIT;
    const before = empty ? undefined : await this.#objects.treeOf(head);
    const tree =
      (await this.#objects.writeTree(before, edits)) ??
      (await git.writeTree({ fs, gitdir, tree: [] }));
    if (tree === before) {
      return head;
    }
    const person = {
      ...push.author,
      timestamp: Math.floor(Date.now() / 1000),
      timezoneOffset: 0,
    };
    const commit = await git.writeCommit({
      fs,
      gitdir,
      commit: {
        message: push.message.endsWith('\n')
          ? push.message
          : `${push.message}\n`,
        tree,
        parent: empty ? [] : [head],
        author: person,
        committer: person,
      },
    });
    return commit;
  }

  async #send(branch: string, commit: string): Promise<void> {
    const { url, gitdir, http, headers } = this.#options;
    await git.writeRef({
      fs,
      gitdir,
      ref: OUTGOING,
      value: commit,
      force: true,
    });
    await git.push({
      fs,
      http,
      gitdir,
      url,
      remote: 'origin',
      ref: OUTGOING,
      remoteRef: `refs/heads/${branch}`,
      headers: await headers(),
    });
    await this.#setHead(branch, commit);
  }

  #pushError(branch: string, error: unknown): Error {
    if (isRace(error)) {
      return new ConflictError(
        `Branch ${branch} of ${
          this.#options.url
        } moves faster than this push; try again`,
      );
    }
    if (error instanceof Errors.GitPushError) {
      return new ConflictError(
        `Git remote ${this.#options.url} refused the push:${
          error.data.prettyDetails
        }`,
      );
    }
    return gitError(this.#options.url, error);
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

/** The copy on disk is at fault: somebody cleared it away, or it is damaged. */
function isLocal(error: unknown): boolean {
  return (
    error instanceof Errors.NoRefspecError ||
    error instanceof Errors.InternalError ||
    (isError(error) && error.code === 'ENOENT')
  );
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
