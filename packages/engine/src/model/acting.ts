/**
 * Whether something may be done now; if not, why, in a sentence for whoever wants to.
 *
 * @public
 */
export type ActionOffer =
  | { allowed: true }
  | { allowed: false; reason: string };

/**
 * What may be done with one Application of Argo CD.
 *
 * @public
 */
export interface ApplicationOffers {
  sync: ActionOffer;
  /** Compared with Git again; with `hard` also rendered again. */
  refresh: ActionOffer;
  /** The operation that runs is ended where it stands. */
  terminate: ActionOffer;
  /** Whether it syncs by itself: then Argo CD takes no older revision. */
  automated: boolean;
}

/**
 * What became of one object or hook in an operation.
 *
 * @public
 */
export interface OperationResource {
  group: string;
  kind: string;
  namespace?: string;
  name: string;
  /** `Synced`, `SyncFailed`, `Pruned`, `PruneSkipped`; of a hook its phase. */
  status: string;
  message?: string;
}

/**
 * An operation of an Application as it waits, runs or ended. `Requested` means that no controller has taken it up yet; all other
 * phases are Argo CD's. Times are milliseconds since the epoch.
 *
 * @public
 */
export interface OperationProgress {
  phase:
    | 'Requested'
    | 'Running'
    | 'Terminating'
    | 'Succeeded'
    | 'Failed'
    | 'Error'
    | 'Unknown';
  message?: string;
  startedAt?: number;
  finishedAt?: number;
  retryCount: number;
  revisions: readonly string[];
  /** Who started it, in Argo CD's words; absent where it did so itself. */
  startedBy?: string;
  /** The word by which the portal knows the click that started it. */
  key?: string;
  dryRun: boolean;
  prune: boolean;
  force: boolean;
  /** Whether it is of some objects only. */
  partial: boolean;
  /** At most 200, those that failed first. */
  resources: OperationResource[];
}
