import { CardProblem } from './status';
import { ObjectRef } from './object';

/**
 * Who has a right: a group or user of the identity provider, or an account that a program runs as.
 *
 * @public
 */
export interface AccessSubject {
  kind: 'Group' | 'User' | 'ServiceAccount';
  name: string;
  /** Of a ServiceAccount. */
  namespace?: string;
}

/**
 * How far a right goes: everything; what opens more than it says, such as reading Secrets or giving rights away; changing
 * things; looking. `unknown` where its role can't be read, `none` where there is no such role.
 *
 * @public
 */
export type AccessLevel =
  | 'everything'
  | 'dangerous'
  | 'change'
  | 'view'
  | 'none'
  | 'unknown';

/**
 * What a binding lets somebody do in one namespace, in plain words, the farthest first.
 *
 * @public
 */
export interface AccessGrant {
  environment: string;
  namespace: string;
  subject: AccessSubject;
  level: AccessLevel;
  may: string[];
  /**
   * The kinds that `may` speaks of, all by the names of their resources, in order; as `some pods` where single objects are meant,
   * and as `everything of apps` for all of an API group. Absent where nothing is changed or seen.
   */
  kinds?: { changed: string[]; seen: string[] };
  role: { kind: 'Role' | 'ClusterRole'; name: string };
  /** The RoleBinding or ClusterRoleBinding that says so. */
  binding: ObjectRef;
  /** Whether it is one of those that Groundwork renders for a tenant. */
  isRendered: boolean;
  /** Holds in every namespace of the cluster. */
  isClusterWide?: true;
}

/**
 * Who may do what in the namespaces of a tenant, by the RBAC that is there.
 *
 * @public
 */
export interface TenantAccessStatus {
  grants: AccessGrant[];
  /** What could not be read. */
  problems: CardProblem[];
}
