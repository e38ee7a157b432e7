import { ObjectRef } from './object';
import { CardProblem, Verdict } from './status';

/**
 * How many pods a workload wants and has. `ready` serve, `updated` are of its newest version; what its controller does not
 * say is absent.
 *
 * @public
 */
export interface PodCounts {
  desired: number;
  ready: number;
  updated?: number;
}

/**
 * An image as a workload names it, and the digests of it that run.
 *
 * @public
 */
export interface WorkloadImage {
  container: string;
  image: string;
  /** Such as `sha256:5f70...`; several while versions change, none where no pod says. */
  digests: string[];
}

/**
 * Pods of a workload with the same trouble.
 *
 * @public
 */
export interface PodTrouble extends Verdict {
  pods: string[];
  /** What the kubelet or the scheduler says, cleaned. */
  message?: string;
}

/**
 * How a container ended last. `at` is in milliseconds since the epoch.
 *
 * @public
 */
export interface Termination {
  pod: string;
  container: string;
  /** As the kubelet calls it, such as `OOMKilled` or `Error`. */
  reason: string;
  exitCode?: number;
  at?: number;
}

/**
 * One workload with its pods. Of a Job `desired` are its completions; a CronJob has no counts but its last runs. Pods that no workload of
 * a known kind keeps are told as what keeps them, without counts.
 *
 * @public
 */
export interface WorkloadStatus extends Verdict {
  ref: ObjectRef;
  /** What made it and keeps it as it is, where that is no workload itself: an object of an operator. */
  madeBy?: { kind: string; name: string };
  environment: string;
  counts?: PodCounts;
  images: WorkloadImage[];
  restarts: number;
  lastTermination?: Termination;
  troubles: PodTrouble[];
  /** What else is worth knowing: an autoscaler at its limit, a budget that lets no pod go. */
  notes: string[];
  schedule?: { cron: string; lastRun?: number; lastSuccess?: number };
}

/**
 * The workloads card's data.
 *
 * @public
 */
export interface WorkloadsStatus extends Verdict {
  workloads: WorkloadStatus[];
  /** What could not be read. */
  problems: CardProblem[];
}

/**
 * The same event of an object, however often it happened. Times are in milliseconds since the epoch.
 *
 * @public
 */
export interface EventLine {
  type: 'Warning' | 'Normal';
  /** As its controller calls it, such as `FailedMount`. */
  reason: string;
  /** Cleaned, without what programs print. */
  message: string;
  count: number;
  first: number;
  last: number;
}

/**
 * What happened to an object lately, warnings first, then the newest.
 *
 * @public
 */
export interface ObjectEvents {
  kind: string;
  name: string;
  /** The workload that it runs for, where that is another object. */
  workload?: { kind: string; name: string };
  lines: EventLine[];
}
