import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { isError, ServiceUnavailableError } from '@backstage/errors';
import type { ScmIntegrations } from '@backstage/integration';
import {
  authorOf,
  type GitBranch,
  type GitRepositories,
  type ReviewHosts,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  type EnvironmentBranch,
  type Platform,
  promotionMessage,
} from '@groundwork/engine';
import type { GitTrees } from '../git/GitTrees';
import { isProposalUrl } from '../requests/isProposalUrl';
import type { ProposalStates } from '../requests/ProposalStates';
import { audited } from '../router/audited';
import { othersOn } from './othersOn';
import type { PromotionRow, PromotionStore } from './PromotionStore';
import {
  changeOn,
  contentOf,
  type Pending,
  type PromotedChange,
} from './readPending';
import { reviewBody } from './reviewBody';
import { subjectsOf } from './subjectsOf';

const DEPTH = 2000;
const EMPTY = /^0{40}$/;

/** Any word of the remote will do: the head was read a moment ago. */
const maxAge = Number.MAX_SAFE_INTEGER;

/** What the steps need of the rest. */
export interface StepParts {
  platform: Platform;
  git: GitRepositories;
  trees: GitTrees;
  hosts: Pick<ReviewHosts, 'open' | 'close' | 'knows'>;
  states: Pick<ProposalStates, 'of'>;
  store: Pick<PromotionStore, 'put'>;
  integrations: ScmIntegrations;
  auditor: AuditorService;
  logger: LoggerService;
}

/** What is done on one branch: a commit, or a pull request that follows while it waits. */
export class PromotionSteps {
  readonly #parts: StepParts;

  constructor(parts: StepParts) {
    this.#parts = parts;
  }

  /** Does what is to be done next, and tells how far it is; nothing where somebody else was faster. */
  async next(
    pending: Pending,
    before: PromotionRow | undefined,
  ): Promise<PromotionRow | undefined> {
    const { platform } = this.#parts;
    const { branch, base, present } = pending;
    const change = await changeOn(pending, present, platform);
    const noted = await this.#noteOf(pending, before);
    if (!noted) {
      return undefined;
    }
    const { note } = noted;
    const kept = { head: base, ...(note ? { note } : {}) };
    if (!change) {
      await this.withdraw(branch, before);
      return { state: 'done', why: '', head: base };
    }
    if (branch.publish !== 'push') {
      return this.#propose(pending, change, { ...before, ...kept, note });
    }
    const open = await this.#stillOpen(branch, before);
    const row = await this.#push(pending, change, kept);
    return row && { ...row, ...open };
  }

  /**
   * The pull request from the time before the portal was told to push, where it can't be closed. Nothing waits for that: it is tried again,
   * and told, once all is pushed.
   */
  async #stillOpen(
    branch: EnvironmentBranch,
    before: PromotionRow | undefined,
  ): Promise<Pick<PromotionRow, 'proposal' | 'url'>> {
    const { proposal, url } = before ?? {};
    try {
      await this.withdraw(branch, before);
      return {};
    } catch (error) {
      this.#parts.logger.debug(`${branch.name} is pushed to, but ${error}`);
      return { proposal, ...(url ? { url } : {}) };
    }
  }

  /**
   * What others did on the branch, told until it is promoted to again. Undefined where the branch has moved on from what was compared, as
   * after a push of our own: nothing is known of it before it is compared anew.
   */
  async #noteOf(
    { branch, base, present }: Pending,
    before: PromotionRow | undefined,
  ): Promise<{ note?: string } | undefined> {
    const { git, platform, logger } = this.#parts;
    if (before?.head === base) {
      return before;
    }
    if (EMPTY.test(base)) {
      return {};
    }
    const { commits, end } = await git.readHistory(branch, {
      depth: DEPTH,
      maxAge,
    });
    if (commits.length > 0 && commits[0].commit !== base) {
      return undefined;
    }
    // Where not all of it is at hand, that a commit is gone is not known.
    const isRewritten =
      end === 'first' &&
      before?.head !== undefined &&
      !EMPTY.test(before.head) &&
      !commits.some(({ commit }) => commit === before.head);
    const others = othersOn(
      commits,
      await contentOf(present, branch, platform),
    );
    if (isRewritten) {
      logger.warn(
        `The history of branch ${branch.branch} of ${branch.name} was written anew: ${before.head} is not on it any more`,
      );
    }
    const note =
      others ??
      (isRewritten
        ? `written anew: ${before.head?.slice(0, 7)} is not on it any more`
        : undefined);
    return note === undefined ? {} : { note };
  }

  async #push(
    pending: Pending,
    change: PromotedChange,
    { head, note }: { head: string; note?: string },
  ): Promise<PromotionRow | undefined> {
    const { branch, base } = pending;
    if (note) {
      return {
        state: 'held',
        why: `branch ${branch.branch} was ${note}. Revert that there, or make the same change by requests; whoever wants it undone runs groundwork promote`,
        head,
        note,
      };
    }
    try {
      const commit = await this.#write(branch, {
        base,
        // What somebody else changed in between has to be told, and would be taken back as a difference.
        exact: true,
        writes: change.writes,
        deletes: change.deletes,
        message: await this.#messageOf(pending, change),
        author: authorOf(),
      });
      return { state: 'done', why: '', head: commit, content: change.content };
    } catch (error) {
      if (isError(error) && /has changed since|moved on/.test(error.message)) {
        // It is read again, and then compared anew.
        return undefined;
      }
      throw error;
    }
  }

  async #propose(
    pending: Pending,
    change: PromotedChange,
    before: Partial<PromotionRow> & { head: string },
  ): Promise<PromotionRow> {
    const { git, hosts, states, store, integrations } = this.#parts;
    const { branch, base } = pending;
    const { content } = change;
    if (!hosts.knows(git.pageUrl(branch))) {
      return {
        state: 'held',
        why: `the portal cannot open pull requests at the host of ${
          branch.url
        }. The platform team sets publish of environment ${environmentsOf(
          branch,
        )} to push or pipeline`,
        head: base,
      };
    }
    const proposal = `groundwork/promote-${branch.name}-${base.slice(0, 8)}`;
    const isOpen = before.proposal === proposal && before.url !== undefined;
    const state =
      isOpen && before.url ? await states.of({ url: before.url }) : 'unknown';
    if (isOpen && before.content === content) {
      const row = { ...before, content, proposal };
      const isClosed =
        state === 'closed' || (state === 'unknown' && before.state === 'held');
      return isClosed
        ? {
            ...row,
            state: 'held',
            why: `its pull request was closed without being merged; the next change for ${branch.name} is proposed anew. To have this one, open it again`,
          }
        : { ...row, state: 'proposed', why: '' };
    }
    if (before.proposal !== proposal) {
      await this.withdraw(branch, before);
    }
    const { head, note } = before;
    const noted = { head, proposal, ...(note ? { note } : {}) };
    // Whoever goes on after a crash has to find it, and may not take it to hold what it held before.
    await store.put(branch, {
      state: isOpen ? 'proposed' : 'done',
      why: '',
      ...noted,
      ...(isOpen ? { url: before.url } : {}),
    });
    await this.#bring(pending, change, proposal);
    const page = git.pageUrl(branch);
    const url = await hosts.open(branch, page, {
      branch: proposal,
      title: `Promote to ${branch.name}`,
      body: reviewBody(pending, before.note),
    });
    if (!isProposalUrl(url, [branch], { integrations, pageUrl: git.pageUrl })) {
      throw new Error(
        `the host of ${branch.url} named an address that is no pull request of it. Look for branch ${proposal} there`,
      );
    }
    return { state: 'proposed', why: '', content, url, ...noted };
  }

  /** Commits, with an audit event: nobody asked for this by a request of their own. Returns the commit. */
  async #write(
    {
      name,
      tenant,
      url,
      branch,
    }: Pick<EnvironmentBranch, 'name' | 'tenant' | 'url' | 'branch'>,
    push: Parameters<GitRepositories['push']>[1],
  ): Promise<string> {
    const { auditor, git } = this.#parts;
    let written = '';
    await audited(auditor, undefined, 'environment-promote', async () => {
      const { commit } = await git.push({ url, branch }, push);
      written = commit;
      return {
        environment: name.split('/')[0],
        ...(tenant === undefined ? {} : { tenant }),
        ...{ url, branch: push.newBranch ?? branch, commit },
        written: push.writes.length,
        deleted: push.deletes?.length ?? 0,
      };
    });
    return written;
  }

  /** Makes the branch of a pull request, or commits on top of it what was changed since. */
  async #bring(
    pending: Pending,
    change: PromotedChange,
    proposal: string,
  ): Promise<void> {
    const { git, platform } = this.#parts;
    const { branch, base } = pending;
    const message = await this.#messageOf(pending, change);
    const author = authorOf();
    const there = { url: branch.url, branch: proposal };
    const tree = await git.readTree(there).catch(error => {
      if (isError(error) && error.name === 'NotFoundError') {
        return undefined;
      }
      throw error;
    });
    if (!tree) {
      await this.#write(branch, {
        base,
        writes: change.writes,
        deletes: change.deletes,
        newBranch: proposal,
        message,
        author,
      });
      return;
    }
    const further = await changeOn(pending, tree.files, platform);
    if (further) {
      const { writes, deletes } = further;
      const push = { base: tree.commit, writes, deletes, message, author };
      await this.#write({ ...branch, ...there }, push);
    }
  }

  /**
   * Closes the pull request that nothing waits for any more. One that was merged meanwhile is closed already.
   *
   * @throws ServiceUnavailableError where it is not known to be closed: whoever merges it then brings what nobody wants
   */
  async withdraw(
    branch: GitBranch,
    before: Partial<PromotionRow> | undefined,
  ): Promise<void> {
    const { git, hosts, states } = this.#parts;
    const { url, proposal } = before ?? {};
    const page = git.pageUrl(branch);
    if (!proposal || !hosts.knows(page)) {
      return;
    }
    const state = url === undefined ? 'unknown' : await states.of({ url });
    if (state === 'merged' || state === 'closed') {
      return;
    }
    try {
      await hosts.close(branch, page, {
        branch: proposal,
        ...(url ? { url } : {}),
      });
    } catch (error) {
      throw new ServiceUnavailableError(
        `the pull request ${
          url ?? `of branch ${proposal}`
        } is of no use any more and could not be closed: ${
          isError(error) ? error.message : error
        }`,
      );
    }
  }

  async #messageOf(
    pending: Pending,
    { content }: PromotedChange,
  ): Promise<string> {
    const { branch, sources } = pending;
    return promotionMessage(
      branch.name,
      { sources, content },
      await subjectsOf(this.#parts, pending),
    );
  }
}

function environmentsOf({ parts }: EnvironmentBranch): string {
  const names = parts.map(({ environment }) => environment);
  return [...new Set(names)].join(' and ');
}
