/**
 * What can stand on a timeline.
 *
 * - `commit`: somebody changed the tenant's files in Git
 * - `proposal`: a pull or merge request was opened or merged
 * - `edit`: somebody wrote fields of an object in a cluster that Git sets
 * - `workload`: a workload came, went, was scaled, restarted or got another image
 * - `sync`: Argo CD applied something, or failed to
 * - `secret`: an ExternalSecret was refreshed, or could not be
 * - `certificate`: a certificate was issued or renewed
 * - `state`: something got better or worse
 * - `owner`: the tenant changed hands
 * - `gap`: a time of which something is not known
 *
 * @public
 */
export const CHANGE_KINDS = [
  'commit',
  'proposal',
  'edit',
  'workload',
  'sync',
  'secret',
  'certificate',
  'state',
  'owner',
  'gap',
] as const;

/**
 * One of {@link CHANGE_KINDS}.
 *
 * @public
 */
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/**
 * What happened to the subject of a change.
 *
 * @public
 */
export type ChangeEvent =
  | 'committed'
  | 'proposed'
  | 'merged'
  | 'edited'
  | 'created'
  | 'deleted'
  | 'scaled'
  | 'limits'
  | 'image'
  | 'restarted'
  | 'synced'
  | 'syncFailed'
  | 'refreshed'
  | 'refreshFailed'
  | 'issued'
  | 'renewed'
  | 'became'
  | 'transferred'
  | 'unwatched'
  | 'silent'
  | 'bounded';

/**
 * One entry of a timeline. Times are in milliseconds since the epoch, by the portal's clock. All texts are one line each,
 * bounded, and show as what they are.
 *
 * @public
 */
export interface Change {
  /** The same for the same event, whoever notices it and how often. */
  key: string;
  kind: ChangeKind;
  event: ChangeEvent;
  /** The environments that it concerns; none of what concerns all. */
  environments: readonly string[];
  at: number;
  /** When it was over, or when it happened last where several were merged. */
  until?: number;
  /** How often it happened, where several were merged. */
  count?: number;
  /** What changed: `Deployment` `web`, `cluster` `edge`. */
  subject?: { kind: string; name: string };
  from?: string;
  to?: string;
  /** The subject of a commit, the reason of a state, the message of a controller. */
  text?: string;
  /** Author of a commit, who asked for a sync, manager of fields. */
  by?: string;
  commit?: string;
  /** Where the commit is. */
  tree?: 'platform' | 'tenants';
  url?: string;
}
