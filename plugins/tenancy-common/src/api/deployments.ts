import type { FixableBy } from '@groundwork/engine';

/**
 * How far a version has come: waits for review, in Git, set in the cluster, well; or why it does not get there. `superseded` is one in
 * whose place Git holds another version, `rejected` one whose pull request was closed.
 *
 * @public
 */
export type DeploymentState =
  | 'proposed'
  | 'committed'
  | 'synced'
  | 'healthy'
  | 'unhealthy'
  | 'superseded'
  | 'rejected';

/**
 * Body of `POST /tenants/:tenant/workloads/:workload/deployments`.
 *
 * @public
 */
export interface DeploymentInput {
  /** An image with tag or digest; or `:tag` or `@digest` alone, of the repository that runs. */
  image: string;
  /** Everywhere the request is for when left out. */
  environments?: string[];
  /** Takes an image of another repository than the one that runs. Not with a credential of a pipeline. */
  allowRepository?: boolean;
}

/**
 * A version in one environment.
 *
 * @public
 */
export interface DeployedEnvironment {
  environment: string;
  /** The image that is to run there. */
  image: string;
  state: DeploymentState;
  /** What it waits for, or what keeps it from running. */
  why?: string;
  fixableBy?: FixableBy;
}

/**
 * Answer of `POST` and `GET /tenants/:tenant/workloads/:workload/deployments`, also below `/ci`.
 *
 * @public
 */
export interface DeploymentView {
  tenant: string;
  workload: string;
  /** Kind of the request. */
  kind: string;
  /** Whether this question changed anything; false where Git held it already, and of every look at how it goes on. */
  changed: boolean;
  /** The least of all environments. */
  state: DeploymentState;
  /** The state in a sentence. */
  message: string;
  /** The commit that holds it. */
  commit?: string;
  /** Page of the commit, or of the pull request. */
  url?: string;
  environments: DeployedEnvironment[];
}

/**
 * Answer of `GET /tenants/:tenant/workloads/:workload/versions`: the images that a workload runs by its request, and those that
 * it ran before as far as Git's history is at hand.
 *
 * @public
 */
export interface WorkloadVersionsView {
  tenant: string;
  workload: string;
  kind: string;
  /** How a change reaches Git. */
  publish: 'pullRequest' | 'push';
  /** Whether the caller may deploy. */
  mayDeploy: boolean;
  environments: Array<{ environment: string; image: string }>;
  /** Newest first, each image once. */
  versions: KnownVersion[];
}

/**
 * An image that a workload runs or ran.
 *
 * @public
 */
export interface KnownVersion {
  image: string;
  /** Where it runs by Git as it is now. */
  environments: string[];
  /** The commit that brought it, milliseconds since the epoch and by whom; absent where the history at hand does not tell. */
  commit?: string;
  at?: number;
  by?: string;
}
