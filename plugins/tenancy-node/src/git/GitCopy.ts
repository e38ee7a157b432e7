import fs from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import git, { type HttpClient } from 'isomorphic-git';
import { diskProblem, gitError } from './gitErrors';
import { CONNECTION_ATTEMPTS, isBroken, pause } from './isBroken';
import { isLocal, isTimeout, ourOwn } from './isLocal';
import { GitObjects, type GitLimits } from './GitObjects';
import { divertedPack } from './packs/divertedPack';
import { LeftOut } from './packs/LeftOut';
import { sendPack } from './packs/sendPack';
import { NO_COMMIT, remoteHead } from './remoteHead';
import { TooLarge } from './TooLarge';
import type { GitPush } from './types';

/** Commits that are brought of a branch at first, for what is said of revisions. */
const DEPTH = 50;

/** Commits that are brought of a branch at most, when somebody asks for what is older, and bytes that they may take. */
export const MOST_COMMITS = 2000;
const MOST_OLDER_BYTES = 32 * 1024 * 1024;

/** A branch's head, and when the remote last named it. */
export interface Head {
  commit: string;
  asOf: number;
}

/**
 * What a copy needs to know of its remote.
 */
export interface GitCopyOptions {
  /** HTTP address without a credential. */
  url: string;
  gitdir: string;
  /** Adds what authenticates. Answers of more than `maxBytes` are cut off with TooLarge. */
  http: (maxBytes?: number) => HttpClient;
  limits: GitLimits;
}

/**
 * A shallow copy on disk of one remote repository. Its fetches, commits and pushes must not overlap.
 */
export class GitCopy {
  readonly #options: GitCopyOptions;
  /** Heads whose objects are here. */
  readonly #heads = new Map<string, Head>();
  #objects: GitObjects;
  #depth = DEPTH;
  /** More commits than these were too much. */
  #deepest = MOST_COMMITS;
  #ready = false;
  readonly #leftOut: LeftOut;

  constructor(options: GitCopyOptions) {
    this.#options = options;
    this.#objects = new GitObjects(options.gitdir, options.limits);
    this.#leftOut = new LeftOut(options);
  }

  get url(): string {
    return this.#options.url;
  }

  get gitdir(): string {
    return this.#options.gitdir;
  }

  get objects(): GitObjects {
    return this.#objects;
  }

  get limits(): GitLimits {
    return this.#options.limits;
  }

  /** @throws TooLarge if the files of one tree have more bytes than may be held */
  assertFits(bytes: number): void {
    const { maxTreeBytes } = this.#options.limits;
    if (bytes > maxTreeBytes) {
      throw new TooLarge(
        `the repository holds more than ${maxTreeBytes} bytes where requests are looked for`,
      );
    }
  }

  /** As far back as commits were asked for. */
  get depth(): number {
    return this.#depth;
  }

  /** Whether no older commits will be brought. */
  get isDeepest(): boolean {
    return this.#depth >= this.#deepest;
  }

  /** The head as it was last brought here. */
  head(branch: string): Head | undefined {
    return this.#heads.get(branch);
  }

  /** Brings the branch's head here and returns it. */
  async fetch(branch: string, attempt = 1): Promise<Head> {
    let head: string | undefined;
    try {
      const { url, http } = this.#options;
      head = await remoteHead(url, http(), branch);
      return await this.#bring(branch, head);
    } catch (error) {
      if (attempt < CONNECTION_ATTEMPTS && isBroken(error)) {
        await pause(attempt);
        return this.fetch(branch, attempt + 1);
      }
      // What a remote says of its head damages nothing here.
      if (attempt === 1 && head !== undefined && this.isDamaged(error)) {
        await this.forget();
        return this.fetch(branch, attempt + 1);
      }
      throw this.problem(error);
    }
  }

  async #bring(branch: string, head: string): Promise<Head> {
    await this.#prepare();
    // Even a fetch that brings nothing leaves a packfile behind.
    if (head === NO_COMMIT || head === this.#heads.get(branch)?.commit) {
      return this.#remember(branch, head);
    }
    return this.#setHead(branch, (await this.#downloadHead(branch)) ?? head);
  }

  /**
   * Brings a branch with some commits before its head. Where these are too much, or take too long at first, as where large
   * files were in them, it is the head alone from then on.
   */
  async #downloadHead(branch: string): Promise<string | null> {
    const { maxHistoryBytes } = this.#options.limits;
    if (this.#depth > 1) {
      try {
        return await this.#download(branch, this.#depth, maxHistoryBytes);
      } catch (error) {
        const isTooMuch =
          error instanceof TooLarge ||
          (this.#heads.size === 0 && isTimeout(error));
        if (!isTooMuch) {
          throw error;
        }
        this.#depth = 1;
        this.#deepest = 1;
      }
    }
    return this.#download(branch, this.#depth);
  }

  /** Brings a branch here beside the one that is followed, for one look: what differs from a commit that is here. */
  async bringBranch(branch: string, near: string): Promise<void> {
    await this.#prepare();
    const { gitdir } = this.#options;
    const ref = `refs/heads/${branch}`;
    await git.writeRef({ fs, gitdir, ref, value: near, force: true });
    await this.#download(branch, this.#depth);
    await git.deleteRef({ fs, gitdir, ref });
  }

  /**
   * Brings older commits here, as many as there may be. Where that is too much it is left, and some hundred are brought
   * instead.
   */
  async deepen(branch: string): Promise<void> {
    for (const depth of [MOST_COMMITS, 400]) {
      if (depth > this.#depth && depth <= this.#deepest) {
        try {
          await this.#prepare();
          await this.#download(branch, depth, MOST_OLDER_BYTES);
          this.#depth = depth;
          return;
        } catch (error) {
          if (!(error instanceof TooLarge)) {
            throw this.problem(error);
          }
          this.#deepest = depth - 1;
        }
      }
    }
    this.#deepest = this.#depth;
  }

  async #download(
    branch: string,
    depth: number,
    maxBytes?: number,
  ): Promise<string | null> {
    const { url, gitdir, http } = this.#options;
    const { store } = this.#objects;
    const file = store.incoming();
    const pack = divertedPack(http(maxBytes), file, this.#leftOut.isPartial);
    try {
      const { fetchHead } = await git.fetch({
        fs,
        http: pack.http,
        gitdir,
        url,
        remote: 'origin',
        ref: branch,
        remoteRef: `refs/heads/${branch}`,
        singleBranch: true,
        depth,
        tags: false,
      });
      if (pack.cameIn()) {
        await store.take(file);
      }
      return fetchHead;
    } finally {
      // What was not taken is of no use.
      await rm(file, { force: true });
    }
  }

  /** Brings what these files of a commit hold here, where it was left out. */
  async bringFiles(commit: string, oids: readonly string[]): Promise<void> {
    await this.#leftOut.bring(this.#objects.store, commit, oids);
  }

  /** Writes a commit on top of `head`; returns `head` if it holds all of it already. */
  async commit(
    head: string,
    edits: ReadonlyMap<string, string | undefined>,
    { message, author }: GitPush,
  ): Promise<string> {
    const { gitdir } = this.#options;
    const isEmpty = head === NO_COMMIT;
    const before = isEmpty ? undefined : this.#objects.treeOf(head);
    // What was not sent is not part of this one.
    this.#objects.takeWritten();
    const tree =
      this.#objects.writeTree(before, edits) ?? this.#objects.writeEntries([]);
    if (tree === before) {
      return head;
    }
    const person = {
      ...author,
      timestamp: Math.floor(Date.now() / 1000),
      timezoneOffset: 0,
    };
    const commit = await git.writeCommit({
      fs,
      gitdir,
      commit: {
        message: message.endsWith('\n') ? message : `${message}\n`,
        tree,
        parent: isEmpty ? [] : [head],
        author: person,
        committer: person,
      },
    });
    this.#objects.noteWritten(commit);
    return commit;
  }

  /**
   * Pushes a commit that was just written to the branch, which is to be at its parent.
   *
   * @throws errors of isomorphic-git
   */
  async send(branch: string, from: string, commit: string): Promise<void> {
    await this.sendOut(branch, from === NO_COMMIT ? undefined : from, commit);
    // The remote has it, also where that can't be noted here.
    await this.#setHead(branch, commit).catch(() => undefined);
  }

  /** The commit that a branch of the remote is at, of which nothing need be here. */
  async headOf(branch: string): Promise<string | undefined> {
    const { url, http } = this.#options;
    const ref = `refs/heads/${branch}`;
    const refs = await git.listServerRefs({ http: http(), url, prefix: ref });
    return refs.find(each => each.ref === ref)?.oid;
  }

  /**
   * Brings a commit that was just written to a branch of the remote, which is to be at another one, or not there.
   *
   * @throws errors of isomorphic-git
   */
  async sendOut(
    branch: string,
    from: string | undefined,
    to: string,
  ): Promise<void> {
    const { url, http } = this.#options;
    await sendPack({
      url,
      http: http(),
      ref: `refs/heads/${branch}`,
      from,
      to,
      objects: this.#objects.takeWritten(),
    });
  }

  /** Says in our words what kept the copy or its remote from something. */
  problem(error: unknown): Error {
    return (
      ourOwn(error) ??
      diskProblem(this.#options.gitdir, error) ??
      gitError(this.#options.url, error)
    );
  }

  /** Whether clearing the copy away may help. */
  isDamaged(error: unknown): boolean {
    return isLocal(error);
  }

  /** Clears the copy away: it holds nothing that the remote does not. */
  async forget(): Promise<void> {
    const { gitdir, limits } = this.#options;
    this.#objects.store.close();
    await rm(gitdir, { recursive: true, force: true });
    this.#objects = new GitObjects(gitdir, limits);
    this.#heads.clear();
    this.#ready = false;
  }

  /** The branch's local ref is what the next fetch tells the remote that we have. */
  async #setHead(branch: string, value: string): Promise<Head> {
    await git.writeRef({
      fs,
      gitdir: this.#options.gitdir,
      ref: `refs/heads/${branch}`,
      value,
      force: true,
    });
    return this.#remember(branch, value);
  }

  #remember(branch: string, commit: string): Head {
    const head = { commit, asOf: Date.now() };
    this.#heads.set(branch, head);
    return head;
  }

  async #prepare(): Promise<void> {
    const { gitdir, url } = this.#options;
    if (!this.#ready) {
      await mkdir(gitdir, { recursive: true, mode: 0o700 });
      await git.init({ fs, gitdir, bare: true, defaultBranch: 'main' });
      await git.addRemote({ fs, gitdir, remote: 'origin', url, force: true });
      this.#ready = true;
    }
  }
}
