import { ObjectRef } from './object';

/**
 * What a running sync waits for: an object of a wave, or a hook such as `PreSync`. Waves are numbered as Git numbers them;
 * `place` counts them from 1.
 *
 * @public
 */
export interface SyncWait {
  ref: ObjectRef;
  hook?: string;
  wave?: number;
  place?: { of: number; at: number };
}

/**
 * A sync that failed and is tried again. Without `limit` there is no end to it; `nextAt` is in milliseconds since the epoch,
 * absent while an attempt runs.
 *
 * @public
 */
export interface SyncRetry {
  count: number;
  limit?: number;
  nextAt?: number;
}

/**
 * The last or running operation of an Application. `by` is `automated`, or the user who asked for it. Times are milliseconds
 * since the epoch.
 *
 * @public
 */
export interface SyncOperation {
  phase: string;
  message?: string;
  startedAt?: number;
  finishedAt?: number;
  by?: string;
  waitsFor?: SyncWait;
  retry?: SyncRetry;
}

/**
 * A sync window that keeps an Application from being synced now: a `deny` window that is open, `allow` windows none of which
 * is, or a window that can't be read. `until` is when syncs go through again, in milliseconds since the epoch; absent where
 * that is farther away than can be seen.
 *
 * @public
 */
export interface SyncHold {
  why: 'denied' | 'notAllowed' | 'broken';
  /** Whether a person may sync all the same. */
  manual: boolean;
  until?: number;
  /** Of the window that decides: what its owner wrote of it, else its schedule. */
  window?: string;
}

/**
 * One of the places that an Application's manifests come from, with the revision that the cluster is at.
 *
 * @public
 */
export interface SourceStatus {
  repository: string;
  path?: string;
  chart?: string;
  /** The name by which other sources use its files. */
  ref?: string;
  /** A branch, a tag, a commit, a range of versions. */
  follows: string;
  /** What makes the manifests: `Kustomize`, `Helm`, `Directory`, `Plugin`. */
  type?: string;
  revision?: string;
}

/**
 * How far a hydrator has brought the Application: `dry` is the commit that people write, `hydrated` the one that holds what
 * it renders to. Times are milliseconds since the epoch.
 *
 * @public
 */
export interface HydrationStatus {
  phase: string;
  message?: string;
  dry?: string;
  hydrated?: string;
  /** The branch that it writes, where somebody must merge it before it is synced. */
  waitsIn?: string;
  startedAt?: number;
  finishedAt?: number;
}

/**
 * The ApplicationSet that makes an Application, and where its rollout stands: `status` is `Waiting`, `Pending`,
 * `Progressing` or `Healthy`; `step` counts from 1 and is absent of an Application that no step selects.
 *
 * @public
 */
export interface SetStatus {
  name: string;
  status?: string;
  step?: number;
  steps?: number;
}

/**
 * What holds up the deletion of an Application.
 *
 * @public
 */
export interface DeletionStatus {
  /** Milliseconds since the epoch. */
  since?: number;
  finalizers: string[];
  /** Objects that are still there, at most 20, those that are being deleted first. */
  remaining: ObjectRef[];
  /** How many there are. */
  count: number;
}

/**
 * A deployment of the past. `at` is in milliseconds since the epoch; `by` as of an operation.
 *
 * @public
 */
export interface DeploymentRecord {
  id?: number;
  revisions: string[];
  at?: number;
  by?: string;
}
