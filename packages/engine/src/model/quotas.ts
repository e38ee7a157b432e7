import { ObjectRef } from './object';
import { CardProblem, Verdict } from './status';

/**
 * How much of a resource is used of what a ResourceQuota allows, in Kubernetes' own words, with the share from 0 to more than
 * 1. `users` are the workloads whose pods count most.
 *
 * @public
 */
export interface QuotaLine {
  resource: string;
  used: string;
  hard: string;
  /** Absent where nothing is allowed at all. */
  share?: number;
  users: Array<{ ref: ObjectRef; amount: string }>;
}

/**
 * One ResourceQuota of a namespace.
 *
 * @public
 */
export interface QuotaStatus extends Verdict {
  ref: ObjectRef;
  environment: string;
  /** Which pods it counts, where not all. */
  scope?: string;
  lines: QuotaLine[];
  /** Resources that are nearly used up while all is well; absent where there are none. */
  near?: string[];
}

/**
 * What a LimitRange says, each in one sentence.
 *
 * @public
 */
export interface LimitStatus {
  ref: ObjectRef;
  environment: string;
  sentences: string[];
}

/**
 * The quota card's data.
 *
 * @public
 */
export interface QuotasStatus extends Verdict {
  quotas: QuotaStatus[];
  limits: LimitStatus[];
  /** What could not be read. */
  problems: CardProblem[];
}
