import type {
  EnvironmentDrift,
  Finding,
  Layout,
  NetworkStatus,
  ObjectDrift,
  QuotasStatus,
  Removal,
  RequestEdit,
  SecretsStatus,
  SourceState,
  State,
  SyncStatus,
  WorkloadsStatus,
} from '@groundwork/engine';
import type { CauseView } from './causes';
import type { TroubleView } from './changes';
import type { EnvironmentDifference } from './differences';

/**
 * What forms need to know of the platform: no credentials, no guard rails that only the server enforces.
 *
 * @public
 */
export interface PlatformView {
  prefix: string;
  publish: 'pullRequest' | 'push';
  repository: { platform: RepositoryView; tenants: RepositoryView };
  /** Where folders lie in the repositories, as templates of paths. */
  layout: Layout;
  tiers: Array<{ name: string; description: string; summary: string }>;
  environments: Array<{
    name: string;
    cluster: string;
    argocdUrl?: string;
    domains: string[];
    gateways: Array<{
      name: string;
      namespace: string;
      title: string;
      visibility: 'external' | 'internal';
      listeners: Array<{ name: string; protocol: string; port: number }>;
    }>;
    secretStores: Array<{ name: string; provider: string; prefix: string }>;
    /** What triggers of scalers may name, by their type; absent where the backend does not tell. */
    endpoints?: Array<{ type: string; name: string }>;
  }>;
  /** What people call objects of a kind, where it is not the kind itself; absent where the backend does not tell. */
  kinds?: Array<{ group: string; kind: string; label: string }>;
  /** What is wrong with the portal itself; only those who run the platform are told. */
  findings?: Finding[];
}

/**
 * Where a tree lives: clone URL and branch.
 *
 * @public
 */
export interface RepositoryView {
  url: string;
  branch: string;
}

/**
 * One tenant in a list: who owns it and its state in each environment, by all that its cards show. `why` is the cause, in its words.
 *
 * @public
 */
export interface TenantSummary {
  name: string;
  /** Entity reference of the owning group; absent where no source says. */
  owner?: string;
  tier?: string;
  /** Set where it is not held to anything yet (`tenancy.reportOnly`). */
  reportOnly?: true;
  /** Hostnames of its routes, for searching; absent where routes are not watched. */
  hostnames?: string[];
  /** Images that run, for searching, at most 50; absent where none are known. */
  images?: string[];
  state: State;
  /** One line, empty when healthy. */
  why: string;
  environments: Array<{
    name: string;
    cluster: string;
    namespace: string;
    state: State;
    why: string;
  }>;
}

/**
 * Answer of `GET /tenants`. A source with a problem is named, its tenants stay as last seen.
 *
 * @public
 */
export interface TenantListView {
  items: TenantSummary[];
  /**
   * Of how many the line is being made anew: it says what was known before, or that the tenant was not looked at yet. Absent where
   * all are as they are now; else ask again in some seconds.
   */
  pending?: number;
  /**
   * Name of the permission that the permission policy denies the caller for every tenant, where it does: there are no items then,
   * whatever they own.
   */
  denied?: string;
  sources: SourceState[];
}

/**
 * Answer of `GET /tenants?view=places`: where tenants are, and not how they fare. Nothing in it ages, so its ETag stays until a
 * tenant comes, changes hands, moves or goes: who keeps a copy can ask often.
 *
 * @public
 */
export interface TenantPlacesView {
  items: Array<{
    name: string;
    /** Entity reference of the owning group; absent where no source says. */
    owner?: string;
    tier?: string;
    environments: Array<{ name: string; cluster: string; namespace: string }>;
  }>;
  /** Clusters that were not read yet: they may hold tenants that are not among the items. */
  silentClusters: string[];
}

/**
 * Answer of `GET /namespaces`: the live namespaces of the tenants that the caller may see, as the platform labels them.
 *
 * @public
 */
export interface NamespaceListView {
  items: Array<{ tenant: string; cluster: string; namespace: string }>;
}

/**
 * What all answers with cards of a tenant have: the sources that they rest on, and the ways to Git and Argo CD. Times are
 * milliseconds since the epoch.
 *
 * @public
 */
export interface CardViewBase {
  /** Name of the tenant; of an entity that is none, `unmanaged:` with its reference, which is not the name of any tenant. */
  tenant: string;
  /**
   * Where an entity is looked at that is no tenant of ours: whatever rests on a request or on Git is absent. `further` namespaces
   * are not looked at, and of the clusters `unread` it is not known whether it runs there, too. Absent of tenants.
   */
  unmanaged?: {
    places: Array<{ cluster: string; namespace: string }>;
    further?: number;
    unread?: string[];
  };
  sources: SourceState[];
  asOf: number;
  links: {
    git?: string;
    /** By environment. */
    argocd: Record<string, string>;
    /** Of environments that something else than Argo CD delivers to; absent where there are none. */
    delivery?: Array<{ environment: string; title: string; url: string }>;
  };
  /** What changed just before environments got into trouble, as far as the timeline knows it. */
  troubles?: TroubleView[];
  /** What is wrong with the tenant, each cause once, worst first; absent where nothing is. */
  causes?: CauseView[];
}

/**
 * Answer of `GET /tenants/:tenant/environments/:environment/drift?offset=&limit=`: what the cluster holds otherwise than Git,
 * worst first, in pages of 50, at most 200. `next` is the offset of the next page, absent on the last one.
 *
 * @public
 */
export interface DriftView
  extends Pick<
    EnvironmentDrift,
    'environment' | 'compared' | 'applications' | 'asOf'
  > {
  tenant: string;
  items: ObjectDrift[];
  /** How many objects there are on all pages. */
  total: number;
  next?: number;
}

/**
 * Answer of `GET /tenants/:tenant/status` and `GET /entities/:kind/:namespace/:name/status`:
 * everything the first cards of one entity show.
 *
 * @public
 */
export interface TenantStatusView extends CardViewBase {
  owner?: string;
  tier?: string;
  /** Set where the tenant is not held to anything yet (`tenancy.reportOnly`). */
  reportOnly?: true;
  /** How each environment is, by all that is known of it: what a header shows. */
  environments: TenantSummary['environments'];
  sync: SyncStatus;
  network: NetworkStatus;
  /** How each environment differs from the one before it; absent until Git was compared. */
  differences?: EnvironmentDifference[];
}

/**
 * Answer of `GET /tenants/:tenant/secrets` and `GET /entities/:kind/:namespace/:name/secrets`: what the secrets card shows,
 * without a value and without a Secret having been read. `?environment=` leaves out the others.
 *
 * @public
 */
export interface TenantSecretsView extends CardViewBase {
  secrets: SecretsStatus;
}

/**
 * Answer of `GET /tenants/:tenant/workloads` and `GET /entities/:kind/:namespace/:name/workloads`. `?environment=` leaves out
 * the others.
 *
 * @public
 */
export interface TenantWorkloadsView extends CardViewBase {
  workloads: WorkloadsStatus;
  /** Names of workloads that a request deploys, so that a version can be asked for. */
  deployable?: string[];
}

/**
 * Answer of `GET /tenants/:tenant/quota` and `GET /entities/:kind/:namespace/:name/quota`. `?environment=` leaves out the others.
 *
 * @public
 */
export interface TenantQuotaView extends CardViewBase {
  quota: QuotasStatus;
}

/**
 * Where a request stands on its way. `proposed` has a link to the pull request; `orphaned` is one whose file is gone while
 * what it rendered to is still in Git.
 *
 * @public
 */
export type RequestStage =
  | 'proposed'
  | 'merged'
  | 'applied'
  | 'healthy'
  | 'rejected'
  | 'orphaned';

/**
 * One request of a tenant and how far it has come.
 *
 * @public
 */
export interface RequestView {
  kind: string;
  /** What the kind is to the portal; absent where it knows no such kind, as of a file that can't be read. */
  capability?: {
    /** Name of the template with its form. */
    template?: string;
    /** Whether it is the request of the tenant itself. */
    root?: true;
  };
  name: string;
  /** Path of the request file in its repository. */
  path: string;
  stage: RequestStage;
  why: string;
  /** Whether an older version of Groundwork rendered it; absent where this one did, and while nobody knows. */
  isOlder?: true;
  /** Commit that holds it, once merged. */
  commit?: string;
  /** Pull or merge request, or commit page. */
  url?: string;
  /** Milliseconds since the epoch. */
  at?: number;
}

/**
 * Answer of `GET /tenants/:tenant/requests`.
 *
 * @public
 */
export interface RequestListView {
  items: RequestView[];
  /** Whether the caller may change them. */
  mayChange?: boolean;
  sources: SourceState[];
}

/**
 * Answer of `GET /tenants/:tenant/requests/:kind/:name`: the request file as parsed, to fill a change form.
 *
 * @public
 */
export interface RequestFileView {
  path: string;
  commit: string;
  request: unknown;
}

/**
 * One file that a request would write, with what stands there now.
 *
 * @public
 */
export interface PreviewFile {
  path: string;
  tree: 'platform' | 'tenants';
  change: 'added' | 'changed' | 'removed' | 'same';
  content: string;
  previous?: string;
}

/**
 * Answer of `POST /preview`. `changes` says in words what differs from Git (`+ namespace payments in dev, staging`).
 * An error among the findings means that nothing would be written.
 *
 * @public
 */
export interface PreviewView {
  /** The request document as it would stand in Git; absent where none would. */
  request?: unknown;
  /** What would go away, each by environment; what is not confirmed is an error among the findings. */
  removals: Removal[];
  changes: string[];
  files: PreviewFile[];
  findings: Finding[];
  /** False when no cluster could be asked; findings are then static only. */
  checkedLive: boolean;
  sources: SourceState[];
  /** The commits of the two trees that this was made from. */
  base: { platform: string; tenants: string };
}

/**
 * Names a request. A Tenant is its own tenant.
 *
 * @public
 */
export interface RequestName {
  kind: string;
  tenant: string;
  name: string;
}

/**
 * Body of `POST /preview`: a request as a whole, or an edit of the one that Git holds, which is laid over what Git holds
 * now. `remove` takes a request away with all that it renders to, alone or together with a new one, as for a rename.
 *
 * @public
 */
export interface PreviewInput {
  /** A request document as it would stand in Git. */
  request?: unknown;
  /** What somebody changed of a request. */
  edit?: RequestEdit;
  /** A request that goes away. */
  remove?: RequestName;
  /** Instead of one request: all of all tenants, rendered again as they stand in Git. For platform admins. */
  all?: boolean;
  /** `create` makes an existing request of that name an error, `change` a missing one. An edit is always a change. */
  expect?: 'create' | 'change' | 'either';
  /** Asks Git anew rather than taking what was read a moment ago, as before a push. */
  fresh?: boolean;
  /** Ids of the removals that the user has confirmed; `*` for all. */
  confirmed?: string[];
}

/**
 * Answer of `GET /hostnames`. The holder of a taken name is never told.
 *
 * @public
 */
export interface HostnameView {
  verdict: 'free' | 'yours' | 'taken' | 'notOffered' | 'invalid' | 'unknown';
  message: string;
}

/**
 * Content-free message on the signal channel `tenancy`: ask again for these tenants.
 *
 * @public
 */
export interface TenancySignal {
  tenants: string[];
}
