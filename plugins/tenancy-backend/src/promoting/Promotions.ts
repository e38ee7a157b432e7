import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SetupBranchView } from '@groundwork/backstage-plugin-tenancy-common';
import {
  type GitRepositories,
  letOthers,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  type EnvironmentBranch,
  hasBranchOfEachTenant,
  hasOwnBranch,
  placeOf,
  type Platform,
  type PromotionStatus,
} from '@groundwork/engine';
import type { GitTrees } from '../git/GitTrees';
import { branchView } from './branchView';
import { FilesOfTeams } from './FilesOfTeams';
import { type Pending, readPending } from './readPending';
import type { PromotionRow, PromotionStore } from './PromotionStore';
import { unreadStatus } from './unreadStatus';

const TREES = ['platform', 'tenants'] as const;

/**
 * What branches of environments do not hold yet of what the requests say, compared whenever one of the branches moves.
 */
export class Promotions {
  readonly #platform: Platform;
  readonly #git: GitRepositories;
  readonly #trees: GitTrees;
  readonly #store: PromotionStore;
  readonly #logger: LoggerService;
  readonly #onChange: (tenants: readonly string[]) => void;
  readonly #pending = new Map<
    string,
    { heads: string; pending: Pending; tenants: ReadonlySet<string> }
  >();
  readonly #ofTeams: FilesOfTeams;
  #running: Promise<void> | undefined;
  #again = false;

  constructor(options: {
    platform: Platform;
    git: GitRepositories;
    trees: GitTrees;
    store: PromotionStore;
    logger: LoggerService;
    /** Called with the tenants of which something else waits than before. */
    onChange: (tenants: readonly string[]) => void;
  }) {
    this.#platform = options.platform;
    this.#git = options.git;
    this.#trees = options.trees;
    this.#store = options.store;
    this.#logger = options.logger;
    this.#onChange = options.onChange;
    this.#ofTeams = new FilesOfTeams(options);
    if (this.#trees.arePromoted) {
      this.#trees.onHead(() => void this.look());
    }
  }

  /** Compares all branches as they are at hand. Never fails: that Git is away stands among the sources. */
  async look(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    this.#running = this.#lookAtAll().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** What waits for a branch; undefined while that is not known. */
  pending({ name }: EnvironmentBranch): Pending | undefined {
    return this.#pending.get(name)?.pending;
  }

  /** Forgets a branch that nothing is promoted to any more. */
  forget({ name }: EnvironmentBranch): void {
    this.#pending.delete(name);
  }

  /** Why an environment does not hold yet what the requests say of a tenant; undefined where it does. */
  async statusOf(
    tenant: string,
    environment: string,
  ): Promise<PromotionStatus | undefined> {
    const found: PromotionStatus[] = [];
    const own = this.#ownPlace(tenant, environment);
    if (own) {
      found.push(own);
    }
    for (const branch of this.#branchesOf(tenant, environment)) {
      const known = this.#pending.get(branch.name);
      const unread = unreadStatus(branch, this.#trees);
      if (unread || !known) {
        found.push(
          unread ?? {
            state: 'unknown',
            why: `what branch ${branch.branch} of ${environment} holds is not known`,
          },
        );
      } else if (this.#waits(known.pending, tenant, environment)) {
        const held = known.pending.held.get(tenant);
        found.push(
          held === undefined
            ? statusIn(branch, await this.#row(branch))
            : { state: 'held', why: held },
        );
      }
    }
    const order = ['held', 'unknown', 'review', 'coming'];
    return found.sort(
      (a, b) => order.indexOf(a.state) - order.indexOf(b.state),
    )[0];
  }

  /** By environment, why it does not hold yet what the requests say of a tenant. */
  async ofTenant(tenant: {
    name: string;
    environments: ReadonlyArray<{ name: string }>;
  }): Promise<Map<string, PromotionStatus>> {
    const found = new Map<string, PromotionStatus>();
    for (const { name } of tenant.environments) {
      const status = await this.statusOf(tenant.name, name);
      if (status) {
        found.set(name, status);
      }
    }
    return found;
  }

  /** What waits for each branch, whosever it is. */
  async branches(): Promise<SetupBranchView[]> {
    return Promise.all(
      this.#trees.branches.map(async branch => {
        const pending = this.pending(branch);
        const isWaiting = pending && pending.files.length > 0;
        const problem = this.#trees.problem(`branch ${branch.name}`);
        return branchView(
          branch,
          pending,
          isWaiting ? statusIn(branch, await this.#row(branch)) : undefined,
          problem && (problem.message ?? problem.unknown),
        );
      }),
    );
  }

  /** Whether all that the requests say of a tenant is known to lie on the branches of an environment. */
  isDone(tenant: string, environment: string): boolean {
    return (
      this.#ownPlace(tenant, environment) === undefined &&
      this.#branchesOf(tenant, environment).every(branch => {
        const known = this.#pending.get(branch.name);
        return known && !this.#waits(known.pending, tenant, environment);
      })
    );
  }

  #branchesOf(tenant: string, environment: string): EnvironmentBranch[] {
    return TREES.some(tree => hasOwnBranch(this.#platform, environment, tree))
      ? this.#trees
          .branchesOf(tenant)
          .filter(({ parts }) =>
            parts.some(part => part.environment === environment),
          )
      : [];
  }

  /** Why a tenant has no branch of its own where each tenant has one. */
  #ownPlace(tenant: string, environment: string): PromotionStatus | undefined {
    if (!hasBranchOfEachTenant(this.#platform, environment)) {
      return undefined;
    }
    const refusal = this.#trees.refusal(tenant, environment);
    if (refusal !== undefined) {
      return {
        state: 'held',
        why: `${refusal} The platform team renames the tenant, or changes the template of the repository`,
      };
    }
    return this.#trees.tenants.areKnown
      ? undefined
      : {
          state: 'unknown',
          why: `what ${tenant} has in ${environment} is not known before Git was read`,
        };
  }

  #waits(
    { branch, files }: Pending,
    tenant: string,
    environment: string,
  ): boolean {
    const { layout } = this.#platform;
    const names = new Set(branch.parts.map(part => part.environment));
    return files.some(file => {
      const place = placeOf(file.path, layout)?.environment ?? '';
      return (
        file.tenant === tenant && (place === environment || !names.has(place))
      );
    });
  }

  async #row(branch: EnvironmentBranch): Promise<PromotionRow | undefined> {
    try {
      return await this.#store.shown(branch);
    } catch (error) {
      this.#logger.debug(`How far ${branch.name} is promoted is unknown`, {
        cause: String(error),
      });
      return undefined;
    }
  }

  async #lookAtAll(): Promise<void> {
    do {
      this.#again = false;
      for (const branch of this.#trees.allBranches()) {
        await this.#lookAt(branch).catch(error => {
          this.#logger.debug(`${branch.name} cannot be compared: ${error}`);
        });
        await letOthers();
      }
    } while (this.#again);
  }

  async #lookAt(branch: EnvironmentBranch): Promise<void> {
    const { name } = branch;
    const present = this.#trees.tree(`branch ${name}`);
    const heads = (['platform', 'tenants', `branch ${name}`] as const).map(
      each => this.#trees.tree(each)?.commit,
    );
    const before = this.#pending.get(name);
    const key = heads.join(' ');
    if (!present || heads.includes(undefined) || before?.heads === key) {
      return;
    }
    const pending = await readPending(
      {
        git: this.#git,
        trees: this.#trees,
        platform: this.#platform,
        ofTeams: this.#ofTeams,
      },
      branch,
      present,
    );
    const tenants = new Set(
      pending.files.flatMap(({ tenant }) => tenant ?? []),
    );
    this.#pending.set(name, { heads: key, pending, tenants });
    this.#onChange([...new Set([...(before?.tenants ?? []), ...tenants])]);
  }
}

/** What is told of a branch that does not hold all yet. */
function statusIn(
  { name, publish }: EnvironmentBranch,
  row: PromotionRow | undefined,
): PromotionStatus {
  if (publish === 'pipeline') {
    return {
      state: 'coming',
      why: `waits for the pipeline that promotes to ${name}`,
    };
  }
  switch (row?.state) {
    case 'proposed': {
      const [, number] = /(\d+)\/?$/.exec(row.url ?? '') ?? [];
      return {
        state: 'review',
        why: `waits for pull request${number ? ` #${number}` : ''} of ${name}`,
        ...(row.url ? { url: row.url } : {}),
      };
    }
    case 'held':
      return {
        state: 'held',
        why: row.why,
        ...(row.url ? { url: row.url } : {}),
      };
    case 'failed':
      return { state: 'held', why: `cannot be promoted: ${row.why}` };
    default:
      return { state: 'coming', why: `is about to be promoted to ${name}` };
  }
}
