import {
  DeletionStatus,
  DeploymentRecord,
  HydrationStatus,
  SetStatus,
  SourceStatus,
  SyncHold,
  SyncOperation,
} from './delivery';
import { DriftSummary } from './drift';
import { ObjectRef } from './object';
import { FixableBy } from './finding';
import { Unknown } from './known';

/**
 * All states, worst first. The one order of severity: whatever sorts, counts or lists states takes it from here.
 *
 * @public
 */
export const STATES = [
  'Degraded',
  'Missing',
  'Unknown',
  'Progressing',
  'Suspended',
  'Healthy',
] as const;

/**
 * The one vocabulary of state, for everything.
 *
 * @public
 */
export type State = (typeof STATES)[number];

/**
 * How severe a state is: 0 is the worst.
 *
 * @public
 */
export function severityRank(state: State): number {
  return STATES.indexOf(state);
}

/**
 * A state with its one-line reason. `why` is empty exactly when the state is Healthy;
 * `native` holds the field's own words (Synced, OutOfSync, Accepted...).
 *
 * @public
 */
export interface Verdict {
  state: State;
  why: string;
  fixableBy?: FixableBy;
  native: string[];
  /** When the state began, milliseconds since the epoch, where the cluster says so. */
  since?: number;
  /** The object that the reason is about, where that is another one than the one that is judged. */
  about?: ObjectRef;
}

/**
 * How fresh one source is. `asOf` is the last answer in milliseconds since the epoch, absent if it never answered.
 *
 * @public
 */
export interface SourceState {
  /** For example `cluster spoke-eu` or `git platform`. */
  source: string;
  kind: 'cluster' | 'git';
  asOf?: number;
  /** Absent while the source is live. */
  problem?: { unknown: Unknown; message: string; since: number };
}

const silences: readonly Unknown[] = ['timeout', 'tls', 'unreachable'];

/**
 * Whether a source has stopped answering, so that all it said is as old as its last answer.
 *
 * @public
 */
export function isSilent({ problem }: Pick<SourceState, 'problem'>): boolean {
  return problem !== undefined && silences.includes(problem.unknown);
}

/**
 * An object under an Application that differs from Git or is unwell. `health` is in Argo CD's words; `healthSource` says
 * whose: Argo CD's own, or computed here by its rules, since Argo CD 3 keeps none. It is `Unknown` with a message where
 * the object is not read here.
 *
 * @public
 */
export interface TroubledObject {
  ref: ObjectRef;
  sync?: string;
  health?: string;
  healthSource?: 'argocd' | 'computed';
  message?: string;
}

/**
 * Something that Argo CD warns of, in words that name nobody else's objects.
 *
 * @public
 */
export interface ApplicationWarning {
  /** The condition's type, such as `OrphanedResourceWarning`. */
  type: string;
  message: string;
  fixableBy: FixableBy;
}

/**
 * One Argo CD Application as the sync card shows it.
 *
 * @public
 */
export interface ApplicationStatus extends Verdict {
  ref: ObjectRef;
  environment: string;
  /** `platform` for the guard rails of a tenant, `tenant` for what the team syncs itself. */
  layer: 'platform' | 'tenant';
  sync: string;
  health: string;
  /**
   * The commit that gave what runs its content: the last one that touched the Application's path. Where Git's history
   * does not tell, the revision that Argo CD names.
   */
  revision?: string;
  /** Only of a commit that touched this Application's path: others of the repository are nobody's business here. */
  revisionMessage?: string;
  revisionAuthor?: string;
  /** When it was committed, milliseconds since the epoch. */
  revisionAt?: number;
  /** The revision that the cluster is at in Argo CD's words, which any commit to a shared repository moves. */
  syncedRevision?: string;
  /** How many commits are known, where the one that touched its path lies before all of them. */
  revisionOlderThan?: number;
  /** Container images that run, where Argo CD names them. */
  images?: string[];
  /** Milliseconds since the epoch. */
  syncedAt?: number;
  operation?: SyncOperation;
  /** What keeps it from being synced now. */
  hold?: SyncHold;
  /** Until when its self-heal is to be paused, milliseconds since the epoch; a time that is over was forgotten. */
  selfHealPausedUntil?: number;
  /** Each of several sources. */
  sources?: SourceStatus[];
  hydration?: HydrationStatus;
  set?: SetStatus;
  /** The tenant's Application that applies this one. */
  parent?: string;
  /** Applications of the tenant among its objects. */
  children?: string[];
  /** The Application at which its trouble is told, where it is unwell because of another one. */
  cause?: string;
  deletion?: DeletionStatus;
  /** Newest first, at most 10. */
  history?: DeploymentRecord[];
  /** Objects that differ or are unwell, worst first, at most 20. */
  troubled: TroubledObject[];
  /** Absent when there is nothing. */
  warnings?: ApplicationWarning[];
  /** Deep link into Argo CD, where its URL is configured. */
  url?: string;
}

/**
 * The state of one tenant in one environment.
 *
 * @public
 */
export interface EnvironmentSync extends Verdict {
  environment: string;
  cluster: string;
  namespace: string;
  applications: ApplicationStatus[];
  /** What the cluster holds otherwise than Git, in short; absent where there is nothing to say, or it is not known yet. */
  drift?: DriftSummary;
  /** What the requests say of this tenant and the environment's own branch does not hold yet; absent where it holds it all. */
  promotion?: PromotionStatus;
  asOf?: number;
}

/**
 * Why the branch of an environment does not hold yet what the requests say.
 *
 * @public
 */
export interface PromotionStatus {
  /** It comes by itself, or with a review; something stands in the way; or it is not known. */
  state: 'coming' | 'review' | 'held' | 'unknown';
  why: string;
  /** The pull or merge request that it waits for. */
  url?: string;
}

/**
 * The sync card's data: one row an environment.
 *
 * @public
 */
export interface SyncStatus extends Verdict {
  environments: EnvironmentSync[];
}

/**
 * One step on the way of a request, as the network card lists them.
 *
 * @public
 */
export interface Hop {
  kind:
    | 'dns'
    | 'address'
    | 'gateway'
    | 'listener'
    | 'route'
    | 'service'
    | 'endpoints'
    | 'policy';
  verdict: Verdict;
  subject?: ObjectRef;
  /** What was found, in a few words: `external · https`. */
  detail: string;
  /** What the controller reports, where that differs from or adds to our own word. */
  controllerSays?: string;
}

/**
 * One route of the tenant with its hops, first to last.
 *
 * @public
 */
export interface RouteStatus extends Verdict {
  ref: ObjectRef;
  environment: string;
  hostnames: string[];
  hops: Hop[];
  /** Index of the first hop that is broken; absent when none is. */
  brokenHop?: number;
}

/**
 * Whether anybody enforces the NetworkPolicies of a cluster; `unknown` where nobody is recognised who does, or who runs the network
 * without.
 *
 * @public
 */
export interface PolicyEnforcement {
  state: 'yes' | 'no' | 'unknown';
  /** In words, who does, why nobody does, or why that is not known: `Cilium enforces NetworkPolicies`. */
  why: string;
}

/**
 * Whether the pods of a namespace are closed to what no policy allows.
 * `partly` means some pods are selected and some are not. Where nobody enforces policies they are open, whatever policies say.
 *
 * @public
 */
export interface Isolation {
  environment: string;
  namespace: string;
  ingress: 'isolated' | 'open' | 'partly' | 'unknown';
  egress: 'isolated' | 'open' | 'partly' | 'unknown';
  dnsAllowed: 'yes' | 'no' | 'unknown';
  policies: ObjectRef[];
  /** Where it is `unknown`, all else is told as if somebody did. */
  enforcement: PolicyEnforcement;
  why?: string;
}

/**
 * The network card's data.
 *
 * @public
 */
export interface NetworkStatus extends Verdict {
  routes: RouteStatus[];
  isolation: Isolation[];
  /** What could not be read. */
  problems?: CardProblem[];
}

/**
 * Something that a card could not read in an environment.
 *
 * @public
 */
export interface CardProblem {
  environment: string;
  /** In words: `cluster edge cannot be reached`. */
  why: string;
}
