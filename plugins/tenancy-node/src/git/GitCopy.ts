import { isError, NotFoundError } from '@backstage/errors';
import fs from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import git, { Errors, type HttpClient } from 'isomorphic-git';
import { gitError } from './gitErrors';
import { CONNECTION_ATTEMPTS, isBroken, pause } from './isBroken';
import { GitObjects, type GitLimits } from './GitObjects';
import type { GitPush } from './types';

/** The commit of a repository that has none. */
export const NO_COMMIT = '0'.repeat(40);

/** Commits that are kept of a branch, for what is said of revisions. */
export const DEPTH = 50;

/** Holds the commit on its way, so that a branch's ref only ever names what the remote has. */
const OUTGOING = 'refs/tenancy/outgoing';
const MAX_PACKS = 64;

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
  http: HttpClient;
  /** Headers that authenticate; asked for each time, since tokens expire. */
  headers: () => Promise<Record<string, string>>;
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
  #ready = false;

  constructor(options: GitCopyOptions) {
    this.#options = options;
    this.#objects = new GitObjects(options.gitdir, options.limits);
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

  /** The head as it was last brought here. */
  head(branch: string): Head | undefined {
    return this.#heads.get(branch);
  }

  /** Brings the branch's head here and returns it. */
  async fetch(branch: string, attempt = 1): Promise<Head> {
    await this.#prepare();
    const { url, gitdir, http, headers } = this.#options;
    try {
      const head = await this.#remoteHead(branch);
      // Even a fetch that brings nothing leaves a packfile behind.
      if (head === NO_COMMIT || head === this.#heads.get(branch)?.commit) {
        return this.#remember(branch, head);
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
        headers: await headers(),
      });
      return await this.#setHead(branch, fetchHead ?? head);
    } catch (error) {
      if (attempt < CONNECTION_ATTEMPTS && isBroken(error)) {
        await pause(attempt);
        return this.fetch(branch, attempt + 1);
      }
      if (attempt === 1 && isLocal(error)) {
        await this.forget();
        return this.fetch(branch, attempt + 1);
      }
      throw error instanceof NotFoundError ? error : gitError(url, error);
    }
  }

  /** Writes a commit on top of `head`; returns `head` if it holds all of it already. */
  async commit(
    head: string,
    edits: ReadonlyMap<string, string | undefined>,
    { message, author }: GitPush,
  ): Promise<string> {
    const { gitdir } = this.#options;
    const isEmpty = head === NO_COMMIT;
    const before = isEmpty ? undefined : await this.#objects.treeOf(head);
    const tree =
      (await this.#objects.writeTree(before, edits)) ??
      (await git.writeTree({ fs, gitdir, tree: [] }));
    if (tree === before) {
      return head;
    }
    const person = {
      ...author,
      timestamp: Math.floor(Date.now() / 1000),
      timezoneOffset: 0,
    };
    return git.writeCommit({
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
  }

  /** Pushes a commit to the branch. Throws the errors of isomorphic-git. */
  async send(branch: string, commit: string): Promise<void> {
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

  /** Clears the copy away: it holds nothing that the remote does not. */
  async forget(): Promise<void> {
    const { gitdir, limits } = this.#options;
    await rm(gitdir, { recursive: true, force: true });
    this.#objects = new GitObjects(gitdir, limits);
    this.#heads.clear();
    this.#ready = false;
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
    const packs = await readdir(join(gitdir, 'objects', 'pack')).catch(
      () => [],
    );
    // Every fetch leaves a pack, and every read looks through all of them.
    if (packs.length > 2 * MAX_PACKS) {
      await this.forget();
    }
    if (!this.#ready) {
      await mkdir(gitdir, { recursive: true, mode: 0o700 });
      await git.init({ fs, gitdir, bare: true, defaultBranch: 'main' });
      await git.addRemote({ fs, gitdir, remote: 'origin', url, force: true });
      this.#ready = true;
    }
  }
}

/** The copy on disk is at fault: somebody cleared it away, or it is damaged. */
function isLocal(error: unknown): boolean {
  return (
    error instanceof Errors.NoRefspecError ||
    error instanceof Errors.InternalError ||
    (isError(error) && error.code === 'ENOENT')
  );
}
