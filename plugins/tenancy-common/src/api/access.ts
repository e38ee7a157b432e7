import type { SourceState, TenantAccessStatus } from '@groundwork/engine';
import type { CardViewBase } from './views';

/**
 * Answer of `GET /tenants/:tenant/access`: who may do what in its namespaces, by the RBAC that is there.
 *
 * @public
 */
export interface TenantAccessView extends CardViewBase {
  access: TenantAccessStatus;
}

/**
 * One file that Git holds for a tenant. `environment` is absent of what concerns all.
 *
 * @public
 */
export interface TenantFile {
  path: string;
  tree: 'platform' | 'tenants';
  environment?: string;
  /** Page of the file at the Git host. */
  url: string;
}

/**
 * Answer of `GET /tenants/:tenant/files`: at most 2,000, by path.
 *
 * @public
 */
export interface TenantFilesView {
  tenant: string;
  items: TenantFile[];
  /** How many there are. */
  total: number;
  sources: SourceState[];
}

/**
 * Answer of `GET /tenants/:tenant/files/content?path=`: the objects of a file, written anew without what may be a secret.
 * `content` is absent where the file is none of YAML or JSON, too large, or can't be read, and `why` says which.
 *
 * @public
 */
export interface TenantFileView extends TenantFile {
  content?: string;
  why?: string;
  /** The commit that gave the file its content; absent where that is older than what is at hand. `at` in milliseconds since the epoch. */
  lastChange?: { commit: string; by: string; at: number };
  /** Whether the caller may take it back. */
  mayChange: boolean;
}
