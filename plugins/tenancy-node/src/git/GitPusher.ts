import { Errors } from 'isomorphic-git';
import { setTimeout as delay } from 'node:timers/promises';
import { branchOff } from './branchOff';
import type { GitCopy } from './GitCopy';
import { GitProblem } from './GitProblem';
import { CONNECTION_ATTEMPTS, isBroken } from './isBroken';
import { basesOf, editsOf, isRace, refusalOf } from './pushParts';
import { NO_COMMIT } from './remoteHead';
import type { GitPush } from './types';

const PUSH_ATTEMPTS = 6;

/** One change on its way to a branch of the remote. Nothing else may change the copy meanwhile. */
export class GitPusher {
  readonly #copy: GitCopy;
  readonly #branch: string;
  readonly #push: GitPush;
  readonly #edits: ReadonlyMap<string, string | undefined>;

  constructor(copy: GitCopy, branch: string, push: GitPush) {
    this.#copy = copy;
    this.#branch = branch;
    this.#push = push;
    this.#edits = editsOf(push);
  }

  /** The commit that holds it in the end. */
  async push(): Promise<string> {
    try {
      return await this.#attempt();
    } catch (error) {
      if (!this.#copy.isDamaged(error)) {
        throw this.#problem(error);
      }
      // Objects that were half written, as before a crash or on a full disk. The remote took nothing of it.
      await this.#copy.forget();
      return this.#attempt().catch(again => {
        throw this.#problem(again);
      });
    }
  }

  async #attempt(): Promise<string> {
    const copy = this.#copy;
    const branch = this.#branch;
    this.#assertOther();
    let { commit: head } = await copy.fetch(branch);
    this.#assertCommits(head);
    for (const base of basesOf(this.#push)) {
      this.#assertBase(base, head);
    }
    for (let attempt = 1; ; attempt++) {
      const commit = await copy.commit(head, this.#edits, this.#push);
      const { newBranch } = this.#push;
      if (newBranch !== undefined) {
        this.#assertAnother(commit, head);
        const proposed = { branch, head, commit, edits: this.#edits };
        return branchOff(copy, proposed, newBranch);
      }
      if (commit === head) {
        return head;
      }
      try {
        await copy.send(branch, head, commit);
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
      head = (await copy.fetch(branch)).commit;
      if (head === commit) {
        // The connection broke once the remote had it all.
        return commit;
      }
      this.#assertBase(before, head);
    }
  }

  #assertOther(): void {
    if (this.#push.newBranch === this.#branch) {
      throw new GitProblem(
        'InputError',
        `${
          this.#branch
        } is the branch that changes are made from, and cannot be a new one of them`,
      );
    }
  }

  /** The first branch of a remote is what everybody gets who names none: a proposal must not become that. */
  #assertCommits(head: string): void {
    if (head === NO_COMMIT && this.#push.newBranch !== undefined) {
      throw new GitProblem(
        'InputError',
        `Git remote ${
          this.#copy.url
        } is empty, so nothing can be proposed: the platform team makes a first commit on branch ${
          this.#branch
        }`,
      );
    }
  }

  #assertAnother(commit: string, head: string): void {
    if (commit === head) {
      throw new GitProblem(
        'InputError',
        `Branch ${this.#branch} of ${
          this.#copy.url
        } holds all of this already: there is nothing to propose`,
      );
    }
  }

  #assertBase(base: string, head: string): void {
    if (this.#push.exact && base !== head) {
      throw new GitProblem(
        'ConflictError',
        `Git has changed since this was prepared: branch ${
          this.#branch
        } is at another commit. Start again from the current state`,
      );
    }
    const paths = new Set([...this.#edits.keys(), ...(this.#push.reads ?? [])]);
    const changed =
      base === head
        ? []
        : [...paths].filter(
            path => this.#oidAt(base, path) !== this.#oidAt(head, path),
          );
    if (changed.length > 0) {
      throw new GitProblem(
        'ConflictError',
        `Git has changed since this was prepared: ${changed
          .sort()
          .slice(0, 5)
          .join(', ')}. Start again from the current state`,
      );
    }
  }

  #oidAt(commit: string, path: string): string | undefined {
    if (commit === NO_COMMIT) {
      return undefined;
    }
    try {
      return this.#copy.objects.oidAt(commit, path);
    } catch {
      throw new GitProblem(
        'ConflictError',
        `Git has moved on from commit ${commit}, which is no longer available to compare with. Start again from the current state`,
      );
    }
  }

  #problem(error: unknown): Error {
    const { url } = this.#copy;
    if (isRace(error)) {
      return new GitProblem(
        'ConflictError',
        `Branch ${
          this.#branch
        } of ${url} is changing too fast to push to. Try again`,
      );
    }
    if (!(error instanceof Errors.GitPushError)) {
      return this.#copy.problem(error);
    }
    const { prettyDetails, result } = error.data;
    return refusalOf(url, prettyDetails, {
      newBranch: this.#push.newBranch,
      remarks: result.error ?? '',
    });
  }
}
