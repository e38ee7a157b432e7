import { State } from '../model';

/**
 * How something fares: its state, why, and since when as far as a cluster says so.
 *
 * @public
 */
export interface ObservedState {
  state: State;
  why: string;
  /** What people call it, such as a hostname. */
  title?: string;
  since?: number;
}

/**
 * What a timeline compares of a workload.
 *
 * @public
 */
export interface ObservedWorkload {
  createdAt?: number;
  replicas?: number;
  /** Images by container, in one text. */
  images: string;
  restartedAt?: string;
  /** Least and most replicas of its autoscaler, such as `2 to 10`. */
  limits?: string;
}

/**
 * What a timeline compares of an ExternalSecret.
 *
 * @public
 */
export interface ObservedSecret {
  createdAt?: number;
  refreshedAt?: number;
  /** The controller's message while it can't be refreshed. */
  problem?: string;
  problemSince?: number;
}

/**
 * What a timeline compares of a Certificate.
 *
 * @public
 */
export interface ObservedCertificate {
  createdAt?: number;
  /** When what is valid now began to be. */
  notBefore?: number;
  notAfter?: number;
}

/**
 * A sync that is over.
 *
 * @public
 */
export interface ObservedSync {
  application: string;
  /** The same for one operation wherever it is read. */
  id: string;
  at: number;
  failed?: true;
  commit?: string;
  text?: string;
  by?: string;
}

/**
 * One object that was written by hand.
 *
 * @public
 */
export interface ObservedEdit {
  kind: string;
  name: string;
  manager: string;
  fields: readonly string[];
  at?: number;
}

/**
 * What is known of a tenant in one environment at one time. What is absent could not be read.
 *
 * @public
 */
export interface ObservedEnvironment {
  states?: Readonly<Record<string, ObservedState>>;
  workloads?: Readonly<Record<string, ObservedWorkload>>;
  /** Kinds of workloads, or of what scales them, that could not be read while others could. */
  unread?: readonly string[];
  /** Kinds of which there are more objects than are followed: one that is not among them need not be gone. */
  cut?: readonly string[];
  secrets?: Readonly<Record<string, ObservedSecret>>;
  certificates?: Readonly<Record<string, ObservedCertificate>>;
  edits?: Readonly<Record<string, ObservedEdit>>;
  syncs?: readonly ObservedSync[];
  /** How much is used of what a quota limits, in percent. */
  quotas?: Readonly<Record<string, number>>;
}

/**
 * What is known of a tenant at one time, by environment: plain data that can be kept and compared with a later one.
 *
 * @public
 */
export type Observation = Readonly<Record<string, ObservedEnvironment>>;
