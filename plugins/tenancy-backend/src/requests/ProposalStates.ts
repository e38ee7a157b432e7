import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ScmIntegrations } from '@backstage/integration';
import {
  ReviewHosts,
  type ReviewState,
} from '@groundwork/backstage-plugin-tenancy-node';
import type { Proposal } from './ProposalStore';

/** What the host says of a pull or merge request. */
export type ProposalState = ReviewState;

const MAX_AGE = 60_000;

/**
 * Asks GitHub, GitLab, Azure DevOps, Bitbucket and Gitea what became of a proposal, at most once a minute for each. Of other hosts
 * nothing is known.
 */
export class ProposalStates {
  readonly #hosts: ReviewHosts;
  readonly #logger: LoggerService;
  readonly #known = new Map<string, { at: number; state: ProposalState }>();

  constructor(options: {
    integrations: ScmIntegrations;
    logger: LoggerService;
  }) {
    this.#hosts = new ReviewHosts(options.integrations);
    this.#logger = options.logger;
  }

  async of({ url }: Pick<Proposal, 'url'>): Promise<ProposalState> {
    const known = this.#known.get(url);
    if (known && Math.abs(Date.now() - known.at) < MAX_AGE) {
      return known.state;
    }
    const state = await this.#hosts
      .stateOf(url)
      .catch((error): ProposalState => {
        this.#logger.debug(`The state of ${url} is unknown: ${error}`);
        return 'unknown';
      });
    this.#known.set(url, { at: Date.now(), state });
    return state;
  }
}
