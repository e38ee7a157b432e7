import type {
  CauseView,
  ChangeListView,
  TroubleView,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { type Cause, severityRank } from '@groundwork/engine';
import type { TenantAccess } from '../access/TenantAccess';
import type { Viewer } from '../access/Viewer';
import type { Notices } from '../notices/Notices';
import type { Proposal } from '../requests/ProposalStore';
import type { TenantStatus } from '../status/StatusCache';
import type { TenantEntry } from '../tenants/TenantDirectory';
import type { ChangeStore } from './ChangeStore';
import {
  changeListView,
  changeWords,
  troubleViews,
  type Words,
} from './changeView';
import { beforeCauses } from './beforeCauses';
import { changesOf, type PageQuery } from './changesOf';
import { proposalChange } from './proposalChange';
import { Troubles } from './Troubles';

/** What is told of the past of tenants, to whom it may be told. */
export class Timeline {
  readonly store: ChangeStore;
  /** Milliseconds that changes are kept. */
  readonly keep: number;
  readonly #logger: LoggerService;
  readonly #troubles: Troubles;
  readonly #notices: Pick<Notices, 'merged'>;

  constructor(options: {
    store: ChangeStore;
    keep: number;
    logger: LoggerService;
    notices: Pick<Notices, 'merged'>;
  }) {
    this.store = options.store;
    this.keep = options.keep;
    this.#logger = options.logger;
    this.#notices = options.notices;
    this.#troubles = new Troubles(options);
  }

  /**
   * A page of a tenant's timeline, for somebody who may read the tenant.
   *
   * @throws ServiceUnavailableError while the database does not answer
   */
  async page(
    tenancy: Words & { access: TenantAccess },
    viewer: Viewer,
    tenant: TenantEntry,
    query: PageQuery,
  ): Promise<ChangeListView> {
    const readable = await tenancy.access.readableNames(viewer);
    const keptSince = Date.now() - this.keep;
    const page = await changesOf(
      this.store,
      { tenant, isAdmin: viewer.isAdmin },
      {
        ...query,
        oldest: keptSince,
        clusters: environment =>
          tenancy.platform.environments
            .filter(({ name }) => name === environment)
            .flatMap(({ cluster, argocd }) => [cluster, argocd.cluster]),
      },
    );
    return changeListView(page, changeWords(tenancy, tenant, readable), {
      keptSince,
      mayChange: await tenancy.access.mayUpdate(viewer, tenant.name),
    });
  }

  /**
   * What was just before the troubles of a tenant that is in any; nothing while the database does not answer. Nobody asks the
   * database for those that are well.
   */
  async troubles(
    tenancy: Words,
    tenant: TenantEntry,
    readable: ReadonlySet<string>,
    { sync, network }: Pick<TenantStatus, 'sync' | 'network'>,
  ): Promise<{ troubles?: TroubleView[] }> {
    const isTroubled = [...sync.environments, ...network.routes].some(
      ({ state }) => severityRank(state) < severityRank('Unknown'),
    );
    const troubles = isTroubled ? await this.#troubles.of(tenant) : [];
    return troubles.length > 0
      ? {
          troubles: troubleViews(
            troubles,
            changeWords(tenancy, tenant, readable),
          ),
        }
      : {};
  }

  /** Causes with what changed just before each; without it while the database does not answer. */
  async causes(
    tenancy: Words,
    tenant: TenantEntry,
    readable: ReadonlySet<string>,
    causes: readonly Cause[],
  ): Promise<{ causes?: CauseView[] }> {
    if (causes.length === 0) {
      return {};
    }
    const isBroken = causes.some(
      ({ state }) => severityRank(state) < severityRank('Unknown'),
    );
    const [troubles, recent] = isBroken
      ? [await this.#troubles.of(tenant), await this.#troubles.recent(tenant)]
      : [[], []];
    const words = changeWords(tenancy, tenant, readable);
    return {
      causes: beforeCauses(causes, troubles, recent).map(
        ({ cause, since, before }) => ({
          ...cause,
          ...(since === undefined ? {} : { since }),
          ...(before ? { justBefore: words(before) } : {}),
        }),
      ),
    };
  }

  /** To be called when something of tenants changed. */
  invalidate(tenants: Iterable<string>): void {
    this.#troubles.invalidate(tenants);
  }

  /** Notes that something was proposed or merged; that it can't be noted is nobody's trouble. */
  async noteProposal(
    proposal: Proposal,
    event: 'proposed' | 'merged',
    owner: string | undefined,
  ): Promise<void> {
    try {
      await this.store.note(
        proposal.tenant,
        [proposalChange(proposal, event, Date.now())],
        owner,
      );
      if (event === 'merged') {
        await this.#notices.merged(proposal.tenant, proposal);
      }
    } catch (error) {
      this.#logger.debug(`A proposal cannot be noted: ${error}`);
    }
  }
}
