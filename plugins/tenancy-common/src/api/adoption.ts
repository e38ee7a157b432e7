import type {
  AdoptedGroup,
  AdoptedTenant,
  AdoptReason,
  ExistingNamespace,
  LiteralCredential,
  OwnerRule,
} from '@groundwork/engine';

/**
 * What becomes of a namespace: `adopted` is a tenant's by a request in Git, `mapped` is somebody's by a rule and waits, `open` is named by
 * no rule, `system` is one of the cluster or the platform and is refused.
 *
 * @public
 */
export type AdoptionState = 'adopted' | 'mapped' | 'open' | 'system';

/**
 * Body of `POST /adoption/namespaces`: the rules of an admin, and which namespaces are to be told.
 *
 * @public
 */
export interface AdoptionQuery {
  rules: OwnerRule[];
  state?: AdoptionState;
  /** Part of the name of a namespace, a tenant or an owner. */
  search?: string;
  offset?: number;
  /** At most 200. */
  limit?: number;
}

/**
 * One namespace of a cluster; with why it is nobody's, where it is.
 *
 * @public
 */
export interface AdoptionNamespace extends Partial<AdoptReason> {
  cluster: string;
  namespace: string;
  state: AdoptionState;
  environment?: string;
  /** The tenant that it is of, or becomes. */
  tenant?: string;
  owner?: string;
  /** Labels and annotations that sound like an owner. Whoever may write a namespace writes them: they decide nothing. */
  says: Array<{ key: string; value: string }>;
  /** How many objects of each kind are there, as far as they are read; at most 20 kinds. */
  kinds: Array<{ kind: string; count: number }>;
}

/**
 * Answer of `POST /adoption/namespaces`, for platform admins.
 *
 * @public
 */
export interface AdoptionNamespaceList {
  items: AdoptionNamespace[];
  /** Of all namespaces that were asked for. */
  total: number;
  /** Where the next page begins; absent after the last. */
  next?: number;
  /** Of all namespaces that are known, whatever was asked for. */
  counts: Record<AdoptionState, number>;
  /** Clusters of which it is not known which namespaces they have. */
  unread: Array<{ cluster: string; why: string }>;
  /** The mapping that is configured already (`tenancy.unmanaged.owners`), as rules to begin with. */
  configured: OwnerRule[];
  /** The owners file for `groundwork adopt`. */
  owners: string;
  environments: string[];
  tiers: string[];
}

/**
 * Body of `POST /adoption/preview`: adopts, without writing anything, the tenants that rules make. Those that are named, or a page of them.
 *
 * @public
 */
export interface AdoptionPreviewInput {
  rules: OwnerRule[];
  /** At most 20. */
  tenants?: string[];
  offset?: number;
  /** At most 20. */
  limit?: number;
}

/**
 * A tenant as it would be adopted.
 *
 * @public
 */
export interface AdoptionTenant extends AdoptedTenant {
  /** Objects by what becomes of them. */
  counts: Record<AdoptedGroup['fate'], number>;
  /** All but what stays the same, at most 200. */
  groups: AdoptedGroup[];
  /** How many groups there are beyond those that are told. */
  further: number;
  credentials: LiteralCredential[];
  /** Lines for `tenancy.naming.existing`, without which its requests would make other namespaces. */
  existing: ExistingNamespace[];
  /** Requests and objects that are kept, without what requests render to. */
  files: Array<{
    path: string;
    /** Absent of a file that is long, or beyond what is told at once. */
    content?: string;
  }>;
  /** Why it can't be proposed from here; empty where it can. */
  blocked: AdoptReason[];
  /** Page of an open pull request that holds it already; what its host says nothing of is none. */
  pullRequest?: string;
}

/**
 * Answer of `POST /adoption/preview`, for platform admins.
 *
 * @public
 */
export interface AdoptionPreview {
  items: AdoptionTenant[];
  /** Tenants that rules make and that are not in Git, or not for all of their namespaces. */
  total: number;
  next?: number;
  /** What lies where Argo CD keeps its objects and concerns these tenants, and is only listed. */
  others: AdoptedGroup[];
  /** What could not be read where these tenants are. */
  notRead: Array<{ place: string; why: string }>;
}

/**
 * Body of `POST /adoption/propose`: brings tenants to Git in one change, as the platform is configured. All of them, or none.
 *
 * @public
 */
export interface AdoptionInput {
  rules: OwnerRule[];
  /** At most 50. */
  tenants: string[];
}
