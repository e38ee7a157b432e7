import type {
  PolicyEnforcement,
  PromotionStatus,
  State,
} from '@groundwork/engine';

/**
 * Whether the portal's reader may read a kind of a cluster. `partly` is in some of the namespaces that configuration names,
 * `absent` that the cluster does not have the kind, and `unknown` that nobody could ask.
 *
 * @public
 */
export type SetupRight =
  | 'allowed'
  | 'partly'
  | 'missing'
  | 'absent'
  | 'unknown';

/**
 * One kind of a cluster: whether it may be listed and watched, and what is not told where it may not.
 *
 * @public
 */
export interface SetupKindView {
  group: string;
  kind: string;
  right: SetupRight;
  /** Where it may be read, if not everywhere. */
  namespaces?: string[];
  /** What is missing or could not be asked, in words; absent where all is well. */
  why?: string;
  /** What the portal can't tell without it. */
  cost: string;
}

/**
 * One cluster as the setup page shows it.
 *
 * @public
 */
export interface SetupClusterView {
  name: string;
  state: State;
  why: string;
  /** What to do about it, where nothing of it can be read or nobody enforces policies there. */
  fix?: string;
  /** Milliseconds since the epoch; absent where it never answered. */
  asOf?: number;
  kinds: SetupKindView[];
  /** Whether anybody enforces NetworkPolicies there; absent of a cluster that does not answer, or that only runs an Argo CD. */
  policies?: PolicyEnforcement;
  /** The namespaces that configuration names there, for rights in these alone. */
  namespaces: string[];
}

/**
 * One part of the portal beside clusters: whether it is there, and what is missing without it. `unknown` where nobody could tell.
 *
 * @public
 */
export interface SetupPartView {
  part:
    | 'kubernetes'
    | 'permissions'
    | 'git'
    | 'actions'
    | 'notifications'
    | 'scaffolder';
  state: 'on' | 'off' | 'unknown';
  why: string;
  /** What is missing without it; absent where nothing is. */
  cost?: string;
  /** What to copy to app-config or to the backend. */
  copy?: string;
}

/**
 * An entity that says where it runs: where its owner sees it, or why its owner, or the caller by the permission policy, sees nothing.
 *
 * @public
 */
export interface SetupEntityView {
  /** Its entity reference. */
  entity: string;
  /** `cluster/namespace` of what is shown; empty where nothing is. */
  namespaces: string[];
  /** Why nothing is shown, or not all that it names, and what would change that. */
  why?: string;
}

/**
 * A branch of environments: whether it holds what the requests say, and what waits.
 *
 * @public
 */
export interface SetupBranchView {
  /** As its pull requests are titled: its environments. */
  name: string;
  branch: string;
  state: 'done' | PromotionStatus['state'];
  /** Why it does not hold all; empty where it does. */
  why: string;
  /** The pull or merge request that it waits for. */
  url?: string;
  /** How many files wait. */
  waiting: number;
  /** Of these the ones that are no tenant's, such as guard rails: the first 20 and how many there are. */
  shared: { paths: string[]; total: number };
  /** Tenants that are held back whole, with the reason: the first 20. */
  held: Array<{ tenant: string; why: string }>;
}

/**
 * Answer of `GET /setup`, for those who run the platform: what is connected and what is missing. Where nothing is configured,
 * everybody is told how to begin, and nothing else.
 *
 * @public
 */
export interface SetupView {
  configured: 'nothing' | 'unmanaged' | 'platform';
  /** Who may look at entities that are no tenants; absent where nobody may. */
  access?: 'owners' | 'entityReaders';
  /** What deserves a thought, in words. */
  notes: string[];
  /** Configuration to begin with. */
  config: string;
  /** What lets the reader read whole clusters, as YAML. */
  manifest?: string;
  /** The same for the named namespaces alone; absent where none are named. */
  namespacedManifest?: string;
  /** Empty where nothing is configured. */
  parts: SetupPartView[];
  clusters: SetupClusterView[];
  /** Branches that environments have of their own; absent where none has. */
  branches?: SetupBranchView[];
  /** Owners that configuration maps to namespaces, with what of it is there. */
  owners: Array<{
    owner: string;
    namespaces: string[];
    projects: string[];
    /** What of Flux is theirs outside of these namespaces, as configuration names it; absent where it names nothing. */
    flux?: string[];
    why?: string;
  }>;
  /**
   * Entities of the catalog that say where they run, as far as the reader sees them, those first that show nothing; absent where
   * nobody may look at any, and where the catalog did not answer.
   */
  entities?: { items: SetupEntityView[]; total: number };
}
