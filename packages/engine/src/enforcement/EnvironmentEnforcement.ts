import type { ObjectRef, State } from '../model';

/**
 * What would become of a tenant that is reported only, were it taken out of `tenancy.reportOnly`.
 *
 * @public
 */
export interface Enforcement {
  environments: EnvironmentEnforcement[];
  /** Environments of which no namespace is known, and why. */
  problems: Array<{ environment: string; why: string }>;
}

/**
 * What would become of a tenant in one of its namespaces. Nothing of what runs is stopped by any of it: API servers look at what
 * is written next.
 *
 * @public
 */
export interface EnvironmentEnforcement {
  environment: string;
  cluster: string;
  namespace: string;
  /** Objects that guard rails would refuse when the team's deployment writes them next. */
  refused: RefusedObject[];
  /** What makes pods that the level of Pod Security would refuse. */
  pods: RefusedPods[];
  /** The level of Pod Security that would be enforced, and that which is; both are the same where nothing changes. */
  podSecurity: { level: string; version: string; enforced?: string };
  /** What is more already than the quotas of the tier would give. */
  quota: QuotaOverrun[];
  /** Routes whose requests are let through to their pods now, and would not be, or not for sure. */
  routes: CutRoute[];
  /** Whether pods that are open today would be closed to what the tenant does not name. */
  closes: { ingress: boolean; egress: boolean };
  /** Objects that would come: quotas, limits, network policies. */
  adds: ObjectRef[];
  /** Objects that are there and would be as the platform has them, as the account `default`, which gives its token to no pod then. */
  changes: ObjectRef[];
  /** Labels of nodes that pods would be bound to. */
  nodeSelector?: string;
  /** What could not be looked at, a line for each cause: `cluster edge cannot be reached: Deployment, Service`. */
  notKnown: string[];
  /** How many more were refused than are listed. */
  more?: number;
}

/**
 * An object that guard rails would refuse.
 *
 * @public
 */
export interface RefusedObject {
  ref: ObjectRef;
  /** What each rule says, as its author wrote it. */
  messages: string[];
}

/**
 * A workload whose pods would be refused.
 *
 * @public
 */
export interface RefusedPods {
  ref: ObjectRef;
  /** What has to be otherwise. */
  messages: string[];
}

/**
 * A quota that would be used up from the start: what runs goes on, and nothing is added to it.
 *
 * @public
 */
export interface QuotaOverrun {
  quota: string;
  resource: string;
  /** As they are written in a quota: `2500m`, `12`. */
  used: string;
  hard: string;
}

/**
 * A route whose requests network policies would not let through to its pods, or not for sure.
 *
 * @public
 */
export interface CutRoute {
  ref: ObjectRef;
  hostnames: string[];
  /** `Unknown` where it depends on what cannot be evaluated. */
  state: State;
  why: string;
}
