import { InputError, ServiceUnavailableError } from '@backstage/errors';
import type { PreviewView } from '@groundwork/backstage-plugin-tenancy-common';
import {
  type GitRepositories,
  pushProposal,
  ReviewHosts,
} from '@groundwork/backstage-plugin-tenancy-node';
import type { ScmIntegrations } from '@backstage/integration';
import type { Platform } from '@groundwork/engine';
import type { ProposalStore } from '../requests/ProposalStore';
import { isProposalUrl } from '../requests/isProposalUrl';
import type { Timeline } from '../timeline/Timeline';

/** A change that was previewed without an error, with who makes it. */
export interface Change {
  preview: Pick<PreviewView, 'files' | 'base'>;
  tenant: string;
  /** The request that it is about. */
  kind: string;
  name: string;
  /** Who owned the tenant when it was decided. */
  owner?: string;
  /** Git id of the request's file that it was made from. */
  requestOid?: string;
  /** Further tenants whose Tenant requests it changes too. */
  alike?: ReadonlyArray<Pick<Change, 'tenant' | 'owner' | 'requestOid'>>;
  title: string;
  body: string;
  /** Name of the branch of a pull request: the same for the same change, so that whoever asks again finds it. */
  branch: string;
  author: { name: string; email: string };
  /** Entity reference of the person, or another word for who it is. */
  by: string;
}

/** Where a change is now. */
export interface Published {
  /** Absent of one that waits for review. */
  commit?: string;
  /** Page of the commit, or of the pull request. */
  url: string;
}

/**
 * Brings a change to Git, as the platform is configured: commits it, or opens a pull request.
 */
export class Publisher {
  readonly #platform: Platform;
  readonly #git: GitRepositories;
  readonly #integrations: ScmIntegrations;
  readonly #hosts: ReviewHosts;
  readonly #proposals: ProposalStore;
  readonly #timeline: Timeline;

  constructor(options: {
    platform: Platform;
    git: GitRepositories;
    integrations: ScmIntegrations;
    proposals: ProposalStore;
    timeline: Timeline;
  }) {
    this.#platform = options.platform;
    this.#git = options.git;
    this.#integrations = options.integrations;
    this.#hosts = new ReviewHosts(options.integrations);
    this.#proposals = options.proposals;
    this.#timeline = options.timeline;
  }

  /**
   * @throws ConflictError where Git has moved on since the preview: preview again; ServiceUnavailableError
   */
  async publish(change: Change): Promise<Published> {
    const { preview, tenant, alike = [], title, body, author, branch } = change;
    const isReviewed = this.#platform.publish !== 'push';
    const { commits } = await pushProposal({
      git: this.#git,
      platform: this.#platform,
      preview,
      tenants: [tenant, ...alike.map(each => each.tenant)],
      author,
      message: isReviewed ? `${title}\n\n${body}` : title,
      ...(isReviewed ? { newBranch: branch } : {}),
    });
    const last = commits.at(-1);
    if (!last) {
      throw new InputError('There is nothing to change');
    }
    if (!isReviewed) {
      return { commit: last.commit, url: last.url };
    }
    const urls: string[] = [];
    for (const { tree } of commits) {
      const repository = this.#platform.repository[tree];
      urls.push(
        await this.#hosts.open(repository, this.#git.pageUrl(repository), {
          branch,
          title,
          body,
        }),
      );
    }
    const url = urls.at(-1) ?? '';
    await this.#remember(change, url);
    for (const each of alike) {
      await this.#remember({ ...change, ...each, name: each.tenant }, url);
    }
    return { url };
  }

  async #remember(change: Omit<Change, 'alike'>, url: string): Promise<void> {
    const { tenant, kind, name, branch, by, owner, requestOid } = change;
    const { platform, tenants } = this.#platform.repository;
    const isOwn = isProposalUrl(url, [platform, tenants], {
      integrations: this.#integrations,
      pageUrl: this.#git.pageUrl,
    });
    if (!isOwn) {
      throw new ServiceUnavailableError(
        `The host of the repository named an address that is no pull request of it, so it is not shown. Look for branch ${branch} there`,
      );
    }
    const proposal = {
      tenant,
      kind,
      name,
      url,
      branch,
      proposedBy: by,
      at: Date.now(),
      ...(owner === undefined ? {} : { tenantOwner: owner }),
      ...(requestOid === undefined ? {} : { requestOid }),
    };
    const known = await this.#proposals.of(tenant);
    if (known.some(each => each.url === url && each.proposedBy === by)) {
      return;
    }
    await this.#proposals.put(proposal);
    await this.#timeline.noteProposal(proposal, 'proposed', owner);
  }
}
