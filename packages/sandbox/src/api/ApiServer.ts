/**
 * Someone who may sign in with a bearer token.
 * @public
 */
export interface ApiUser {
  name: string;
  /** `system:masters` may do everything; `system:authenticated` is added. */
  groups: string[];
  token: string;
}

/**
 * What {@link startApiServer} needs to know.
 * @public
 */
export interface ApiServerOptions {
  /** Names the cluster in its kubeconfig and its state file `<name>.jsonl`. */
  name: string;
  /** A folder that keeps the cluster over restarts; memory only without it. */
  stateDir?: string;
  /** A free port is taken when there is none given. */
  port?: number;
  users: ApiUser[];
  /** CustomResourceDefinitions that are registered when they are missing. */
  crds?: object[];
  /** Definitions as old servers stored them, which nobody could create now. */
  legacyCrds?: object[];
  /** How many past changes can be watched at least; 5,000 by default. */
  history?: number;
}

/**
 * A running Kubernetes API server.
 * @public
 */
export interface ApiServer {
  /** For example `http://127.0.0.1:34567`. */
  url: string;
  close(): Promise<void>;
  /** A kubeconfig as YAML, for the named user or the first one. */
  kubeconfig(user?: string): string;
}
