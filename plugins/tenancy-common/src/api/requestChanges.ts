import type { Finding, Removal, SelfHealState } from '@groundwork/engine';
import type { PreviewFile, RequestName } from './views';

/**
 * What a change of one request would write. A field that was changed since is an `EditConflict` among the findings, and then nothing is
 * written.
 *
 * @public
 */
export interface RequestChangeView {
  /** In words. */
  changes: string[];
  /** Those that differ. */
  files: PreviewFile[];
  findings: Finding[];
  /** What goes away, to be confirmed by its ids. */
  removals: Removal[];
}

/**
 * Answer of a change of a request that was made at once: its commit, or the page of the pull request alone where it waits for review.
 *
 * @public
 */
export interface PublishedView {
  commit?: string;
  url: string;
}

/**
 * Answer of `GET /tenants/:tenant/commits/:commit/requests`: the requests of the tenant that a commit changed, each of which can be taken
 * back.
 *
 * @public
 */
export interface RevertListView {
  tenant: string;
  commit: string;
  items: Array<{
    kind: string;
    name: string;
    what: 'added' | 'changed' | 'removed';
  }>;
}

/**
 * What is asked of `/tenants/:tenant/requests/:kind/:name/revert`, by `GET` to see what would be written and by `POST` to do it.
 *
 * @public
 */
export interface RevertInput {
  /** In full. */
  commit: string;
  /** Ids of the removals that are confirmed; of `POST` alone. */
  confirmed?: string[];
}

/**
 * Answer of `GET /tenants/:tenant/self-heal`: the Applications of a tenant whose self-heal a request pauses or can pause.
 *
 * @public
 */
export interface SelfHealView {
  tenant: string;
  /** Whether the caller may change it. */
  mayChange: boolean;
  items: Array<SelfHealState & { request: RequestName }>;
}

/**
 * What is asked of `/tenants/:tenant/requests/:kind/:name/self-heal`, by `GET` to see what would be written and by `POST` to do it.
 *
 * @public
 */
export interface SelfHealInput {
  environment: string;
  /** Pauses it until then, RFC 3339; resumes it where it is left out. */
  until?: string;
}
