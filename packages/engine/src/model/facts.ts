import { Known } from './known';
import { PolicyEnforcement } from './status';

/**
 * What statuses and checks need that is no Kubernetes object, each with its source and age.
 * What is absent was not asked for.
 *
 * @public
 */
export interface Facts {
  /** DNS answers by hostname: the addresses it resolves to, empty when the name does not exist. */
  dns?: Readonly<Record<string, Known<readonly string[]>>>;
  /** The history of Git, as far as a copy of it reaches. */
  commits?: Commits;
  /**
   * How many milliseconds the clock of a cluster is ahead of `now`, by its name. What a cluster wrote is compared with its own
   * clock; one that is absent counts as right.
   */
  clocks?: Readonly<Record<string, number>>;
  /** Whether NetworkPolicies are enforced in a cluster, by its name, where the snapshot shows too little of it to tell. */
  policyEnforcement?: Readonly<Record<string, PolicyEnforcement>>;
}

/**
 * One commit as Git tells it. `at` is when it was committed, `seenAt` when it was first read here; both in milliseconds
 * since the epoch.
 *
 * @public
 */
export interface CommitFact {
  commit: string;
  message: string;
  author: string;
  at?: number;
  seenAt?: number;
}

/**
 * The commit lies before all that are known: `olderThan` is how many those are.
 *
 * @public
 */
export interface OlderCommit {
  olderThan: number;
}

/**
 * Asks for what lies under `path` of a repository (its clone URL) at `revision`: a full commit id, or the name of a branch.
 *
 * @public
 */
export interface CommitQuery {
  repository: string;
  path: string;
  revision: string;
}

/**
 * The history of repositories that many share: whose commit counts is told by what it touched.
 *
 * @public
 */
export interface Commits {
  /**
   * The last commit, at the revision or before it, that changed anything under the path; or that it lies before all commits
   * that are known: two revisions of which both are older hold the same there. Unknown for a repository or
   * revision that is not at hand.
   */
  lastChange(query: CommitQuery): Known<CommitFact | OlderCommit>;

  /**
   * The last commits, newest first, at the revision or before it, that changed anything under the path, at most so many.
   * Unknown as for `lastChange`.
   */
  changes(query: CommitQuery, most: number): Known<readonly CommitFact[]>;
}
