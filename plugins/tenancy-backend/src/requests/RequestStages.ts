import type { LoggerService } from '@backstage/backend-plugin-api';
import type { RequestView } from '@groundwork/backstage-plugin-tenancy-common';
import type {
  GitHistory,
  GitRepositories,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  type Platform,
  type PromotionStatus,
  requestPathOf,
} from '@groundwork/engine';
import type { Viewer } from '../access/Viewer';
import type { GitTrees, TreeName } from '../git/GitTrees';
import { traitsOf } from '../git/kindOf';
import type { RequestIndex, RequestEntry } from '../git/RequestIndex';
import type { Revisions } from '../git/Revisions';
import type { Promotions } from '../promoting/Promotions';
import type { StatusCache } from '../status/StatusCache';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { type DeployedParts, inRequests } from './inRequests';
import { type Heads, headsOf } from './headsOf';
import type { Proposal, ProposalStore } from './ProposalStore';
import type { ProposalStates } from './ProposalStates';
import { type Progress, requestProgress } from './requestProgress';

const MOST_COMMITS = 2000;

/** Any word of the remote will do: the head was read a moment ago. */
const maxAge = Number.MAX_SAFE_INTEGER;

/**
 * How far each request of a tenant has come: proposed, merged, applied, healthy.
 */
export class RequestStages {
  readonly #platform: Platform;
  readonly #git: GitRepositories;
  readonly #trees: GitTrees;
  readonly #requestIndex: RequestIndex;
  readonly #statuses: StatusCache;
  readonly #promotions: Promotions;
  readonly #parts: DeployedParts;
  readonly #proposals: ProposalStore;
  readonly #states: ProposalStates;
  readonly #onMerged: (proposal: Proposal, owner?: string) => void;
  readonly #logger: LoggerService;
  /** The head for which older commits were asked for already. */
  readonly #deepened: Partial<Record<TreeName, string>> = {};

  constructor(options: {
    platform: Platform;
    git: GitRepositories;
    trees: GitTrees;
    requestIndex: RequestIndex;
    statuses: StatusCache;
    promotions: Promotions;
    revisions: Pick<Revisions, 'promotedFrom'>;
    proposals: ProposalStore;
    states: ProposalStates;
    /** Called with a proposal that is in Git, and who owns its tenant. */
    onMerged?: (proposal: Proposal, owner?: string) => void;
    logger: LoggerService;
  }) {
    this.#platform = options.platform;
    this.#git = options.git;
    this.#trees = options.trees;
    this.#requestIndex = options.requestIndex;
    this.#statuses = options.statuses;
    this.#promotions = options.promotions;
    this.#parts = options;
    this.#proposals = options.proposals;
    this.#states = options.states;
    this.#onMerged = options.onMerged ?? (() => {});
    this.#logger = options.logger;
  }

  /** The requests of a tenant that the viewer may see, in Git and on their way there. */
  async of(tenant: TenantEntry, viewer: Viewer): Promise<RequestView[]> {
    const entries = this.#requestIndex.requestsOf(tenant.name);
    const [platform, tenants] = await Promise.all([
      this.#history('platform', entries),
      this.#history('tenants', entries),
    ]);
    const { orphans, older } = await this.#heads(tenant.name);
    const waits = await this.#promotions.ofTenant(tenant);
    const merged = entries.map(entry => ({
      ...this.#merged(
        tenant,
        entry,
        entry.tree === 'platform' ? platform : tenants,
        waits,
      ),
      ...(older.has(entry.path) ? { isOlder: true as const } : {}),
    }));
    const open = withPresent(await this.#open(tenant, entries, viewer), merged);
    // A request that waits to be changed is shown as that, and not as the old one that it replaces.
    const waiting = new Set(open.map(({ path }) => path));
    return [...open, ...merged, ...orphans].filter(
      (view, at) => at < open.length || !waiting.has(view.path),
    );
  }

  async #heads(tenant: string): Promise<Heads> {
    try {
      return await headsOf(
        {
          git: this.#git,
          trees: this.#trees,
          capabilities: this.#requestIndex.capabilities,
        },
        tenant,
      );
    } catch (error) {
      // That Git is away stands among the sources.
      this.#logger.debug(`What ${tenant} left in Git is unknown: ${error}`);
      return { orphans: [], older: new Set() };
    }
  }

  /** The requests of a tenant that does not exist yet, as far as the viewer proposed them or runs the platform. */
  async ofProposed(tenant: string, viewer: Viewer): Promise<RequestView[]> {
    const proposals = await this.#proposals.of(tenant);
    return Promise.all(
      proposals
        .filter(
          ({ proposedBy }) => viewer.isAdmin || proposedBy === viewer.user,
        )
        .map(proposal => this.#proposed(proposal)),
    );
  }

  async #open(
    tenant: TenantEntry,
    entries: readonly RequestEntry[],
    viewer: Viewer,
  ): Promise<RequestView[]> {
    const views: RequestView[] = [];
    const seen = new Set<string>();
    for (const proposal of await this.#proposals.of(tenant.name)) {
      const entry = entries.find(
        each =>
          each.kind.toLowerCase() === proposal.kind.toLowerCase() &&
          each.name === proposal.name,
      );
      if (
        (entry || proposal.requestOid) &&
        entry?.oid !== proposal.requestOid
      ) {
        this.#onMerged(proposal, tenant.owner);
        await this.#drop(proposal);
      } else if (isShown(proposal, tenant, viewer)) {
        const view = await this.#proposed(proposal);
        // Newest first: of several for one request that one counts.
        if (!seen.has(view.path)) {
          seen.add(view.path);
          views.push(view);
        }
      }
    }
    return views;
  }

  /** Nobody is shown it any more; where the database takes nothing now, it goes when somebody looks again. */
  async #drop(proposal: Proposal): Promise<void> {
    try {
      await this.#proposals.drop(proposal);
    } catch (error) {
      this.#logger.debug(`A merged proposal cannot be dropped: ${error}`);
    }
  }

  async #proposed(proposal: Proposal): Promise<RequestView> {
    const state = await this.#states.of(proposal);
    return {
      kind: proposal.kind,
      name: proposal.name,
      ...traitsOf(proposal.kind, this.#requestIndex.capabilities),
      path: requestPathOf(
        proposal,
        this.#requestIndex.layout,
        this.#requestIndex,
      ),
      stage: state === 'closed' ? 'rejected' : 'proposed',
      why: {
        open: 'waits for review',
        merged: 'is merged; Git is about to be read',
        closed: 'was closed without being merged',
        unknown: 'waits for review, as far as known',
      }[state],
      url: proposal.url,
      at: proposal.at,
    };
  }

  #merged(
    tenant: TenantEntry,
    entry: RequestEntry,
    history: GitHistory | undefined,
    waits: ReadonlyMap<string, PromotionStatus>,
  ): RequestView {
    const commit = history?.lastChanges.get(entry.path);
    const known = history?.commits.find(each => each.commit === commit);
    const repository = this.#platform.repository[entry.tree];
    return {
      kind: entry.kind,
      name: entry.name,
      ...traitsOf(entry.kind, this.#requestIndex.capabilities),
      path: entry.path,
      ...this.#progress(tenant, entry, { commit, history, waits }),
      ...(commit ? { commit } : {}),
      url: commit
        ? this.#git.commitUrl(repository, commit)
        : this.#git.fileUrl(repository, entry.path),
      ...(known ? { at: known.at } : {}),
    };
  }

  #progress(
    tenant: TenantEntry,
    entry: RequestEntry,
    known: {
      commit: string | undefined;
      history: GitHistory | undefined;
      waits: ReadonlyMap<string, PromotionStatus>;
    },
  ): Progress {
    const { commit, history, waits } = known;
    if (!entry.request) {
      return {
        stage: 'rejected',
        why: `the file is not a valid request: ${
          entry.findings[0]?.message ?? 'it is invalid'
        }`,
      };
    }
    if (!history) {
      return {
        stage: 'merged',
        why: 'the Git history cannot be read now, so it is not known whether it is applied',
      };
    }
    const names = environmentsOf(entry.request) ?? [];
    const { spec } = tenant.request ?? {};
    return requestProgress({
      capabilities: this.#requestIndex.capabilities,
      tenant: tenant.name,
      request: { kind: entry.request.kind, name: entry.name },
      all: this.#requestIndex
        .requestsOf(tenant.name)
        .flatMap(({ request, name }) =>
          request ? [{ kind: request.kind, name }] : [],
        ),
      rows: this.#statuses
        .syncOf(tenant)
        .environments.filter(
          ({ environment }) =>
            names.length === 0 || names.includes(environment),
        )
        .map(row =>
          inRequests(this.#parts, row, {
            tenant: tenant.name,
            tree: entry.tree,
          }),
        ),
      waits,
      draining:
        spec && spec.state !== 'active'
          ? spec.environments
          : spec?.draining ?? [],
      commit,
      history,
    });
  }

  /** Brings older commits for whoever looks next, once for each head. */
  #deepen(name: TreeName, head: string | undefined): void {
    if (this.#deepened[name] !== head) {
      this.#deepened[name] = head;
      this.#git
        .readHistory(this.#trees.repository(name), {
          depth: MOST_COMMITS,
          maxAge,
        })
        .catch(error => {
          this.#logger.debug(`Older commits cannot be read: ${error}`);
        });
    }
  }

  async #history(
    name: TreeName,
    entries: readonly RequestEntry[],
  ): Promise<GitHistory | undefined> {
    try {
      const repository = this.#trees.repository(name);
      const paths = entries
        .filter(({ tree }) => tree === name)
        .map(({ path }) => path);
      const history = await this.#git.readHistory(repository, {
        paths,
        maxAge,
      });
      if (history.end === 'more' && history.lastChanges.size < paths.length) {
        this.#deepen(name, history.commits[0]?.commit);
      }
      return history;
    } catch (error) {
      // The stages then say so; that Git is away stands among the sources.
      this.#logger.debug(
        `The history of the ${name} tree is unknown: ${error}`,
      );
      return undefined;
    }
  }
}

/** Whoever proposed for a tenant that had another owner, or none yet, is not heard in the name of this one. */
function isShown(
  { proposedBy, tenantOwner }: Proposal,
  tenant: TenantEntry,
  viewer: Viewer,
): boolean {
  return (
    viewer.isAdmin ||
    proposedBy === viewer.user ||
    (tenantOwner !== undefined && tenantOwner === tenant.owner)
  );
}

function environmentsOf(request: object): readonly string[] | undefined {
  const spec: unknown = 'spec' in request ? request.spec : undefined;
  if (typeof spec !== 'object' || spec === null || !('environments' in spec)) {
    return undefined;
  }
  const { environments } = spec;
  return Array.isArray(environments)
    ? environments.filter((each): each is string => typeof each === 'string')
    : undefined;
}

/**
 * Proposals for requests that Git holds already, which can be changed meanwhile all the same. Where one was closed, what
 * Git holds still stands.
 */
function withPresent(
  open: readonly RequestView[],
  merged: readonly RequestView[],
): RequestView[] {
  return open.map(view => {
    const present = merged.find(
      ({ path, stage }) => path === view.path && stage !== 'rejected',
    );
    if (!present) {
      return view;
    }
    const { commit, isOlder } = present;
    return view.stage === 'rejected'
      ? {
          ...present,
          why: [present.why, `The last proposal ${view.why}`]
            .filter(Boolean)
            .join('. '),
        }
      : {
          ...view,
          ...(commit ? { commit } : {}),
          ...(isOlder ? { isOlder } : {}),
        };
  });
}
