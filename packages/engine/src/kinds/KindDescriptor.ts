import { KubernetesObject, PodCounts } from '../model';
import type { Cursor } from '../validate/rules/Cursor';
import { HealthRule } from './health/health';
import type { ReachRule } from './reach/ReachRule';

/**
 * A kind of the Kubernetes API with the names and versions to read it by. `versions` is in order of preference:
 * a reader takes the first that the cluster serves.
 *
 * @public
 */
export interface WatchedKind {
  group: string;
  kind: string;
  /** Name in URLs, as in `httproutes`. */
  plural: string;
  versions: readonly string[];
  namespaced: boolean;
}

/**
 * What a team may do with objects of a kind in its own namespaces.
 *
 * @public
 */
export interface TeamRights {
  /**
   * `write`: the team owns them; its AppProject admits the kind, its deployer and its members change it.
   * `read`: members and viewers may look.
   */
  may: 'write' | 'read';
  /** The verbs for reading that the API has; by default `get`, `list` and `watch`. */
  verbs?: readonly string[];
  /** Subresources that may be read besides, as `log`. */
  readable?: readonly string[];
  /** Subresources that the team may change, as `scale`. */
  writable?: readonly string[];
  /** Actions of Argo CD that members may start, as `restart`. */
  actions?: readonly string[];
  /**
   * How many objects a tenant may have where its tier says nothing else. Left out where the tier has a number of its own,
   * as for Services and routes.
   */
  limit?: number;
  /** The tier's number of routes limits how many there may be. */
  isRoute?: true;
}

/**
 * How a network policy acts that Groundwork does not evaluate.
 *
 * @public
 */
export interface ForeignPolicyTraits {
  direction: 'egress' | 'both';
  /** Whether it may let through what the evaluated policies refuse; all may refuse what those let through. */
  mayAllow: boolean;
  /** A namespace whose objects hold for all namespaces. */
  rootNamespace?: string;
  /** Enforced by the proxies of a mesh, whatever runs the network. */
  byMesh?: true;
}

/**
 * How a kind that runs pods of its `spec.template` makes them.
 *
 * @public
 */
export interface MadePods {
  /** How many there are by its spec; absent where nobody knows, as of DaemonSets. */
  count?: (object: KubernetesObject) => number;
  /**
   * How many it wants and has; by default what `spec.replicas`, `status.readyReplicas` and `status.updatedReplicas` say.
   */
  counts?: (object: KubernetesObject) => PodCounts;
  /** Whether each has claims of its own, by `spec.volumeClaimTemplates`. */
  claims?: true;
  /** Whether they run to an end: such pods take no connections for long. */
  end?: true;
}

/**
 * A Secret that an object refers to, in its own namespace where no other is named.
 *
 * @public
 */
export interface NamedSecret {
  name: string;
  namespace?: string;
}

/**
 * A hostname that an object takes, with the field that says so.
 *
 * @public
 */
export interface TakenHostname {
  name: string;
  field: string;
}

/**
 * All that Groundwork knows of a kind. Every table is derived from it: what is watched and with which rights, what a tenant's
 * project and roles admit, guard rails, whom a change concerns, validation and health.
 *
 * @public
 */
export interface KindDescriptor extends WatchedKind {
  /**
   * Who writes objects of this kind: `tenant` the team in its own namespaces, `platform` the platform team,
   * `controller` the cluster itself or whoever runs it.
   */
  writer: 'tenant' | 'platform' | 'controller';
  /**
   * Whom a change concerns besides the tenant in whose namespace the object is. `namespace`: no other tenant.
   * `cluster`: every tenant of the cluster where the object is in no tenant's namespace, as with policies of a whole cluster.
   * `nobody`: nobody at all. Or a rule that names the namespaces, as those with routes on a Gateway.
   */
  reach: 'namespace' | 'cluster' | 'nobody' | ReachRule;
  /**
   * Where schemas come from: `core` the API server and the bundled built-in kinds, `bundled` a CustomResourceDefinition that is
   * bundled for where no cluster can be asked, `cluster` nothing but the definition that a cluster has.
   */
  schema: 'core' | 'bundled' | 'cluster';
  /** The kind in words for people, one and several; by default the kind itself with an ending. */
  label?: { one: string; many: string };
  /** By version, since which minor release of version 1 of its project it is served; a version that is left out always was. */
  servedSince?: Readonly<Record<string, number>>;
  /** Read from clusters for statuses and checks. */
  watched?: true;
  /** Read from clusters of one namespace at a time, when somebody asks, and never kept: there are too many to watch. */
  asked?: true;
  /**
   * Read as metadata alone: its objects may be large, and hold what is nobody's to keep. Whoever needs one whole asks for that one.
   */
  metadataOnly?: true;
  /** Little rests on it, as drift of such objects: a reader that may not read it lacks only that, and no cluster is called broken for it. */
  optional?: true;
  /** Read too in a cluster that only runs an Argo CD. */
  tellsDelivery?: true;
  team?: TeamRights;
  /**
   * Teams write it only in environments whose configuration has this key (`environments[].scaling`), since only there the platform says
   * what its controller may be told; where no environment has it, it counts as a kind of the platform.
   */
  offer?: 'scaling';
  /**
   * Refused by name to all but the platform in the namespaces of tenants, whatever rights somebody has there: it would open what
   * the platform closes, or take names or traffic.
   */
  guarded?: true;
  /** Who may write it can lift a tenant's own limits. */
  binding?: true;
  /** What of an object is kept in memory; by default all but what no evaluator reads of any kind (`keptInMemory`). */
  keep?: (object: KubernetesObject) => KubernetesObject;
  /**
   * Holds values that may nest as deep as a team likes and that nobody reads, as values of charts: what is too deep is cut off,
   * where an object of another kind would count as unreadable.
   */
  opaque?: true;
  /** The health of an object as Argo CD computes it. */
  health?: HealthRule;
  /** By version, what API servers and webhooks check in code beyond the schema. */
  validate?: Readonly<Record<string, (object: Cursor) => void>>;
  /** Set for network policies that have a say and are not evaluated. */
  foreignPolicy?: ForeignPolicyTraits;
  /** What its controller makes of an object in the same namespace, as `Secret/name`. */
  makes?: (object: KubernetesObject) => readonly string[];
  /**
   * Set for what runs pods of `spec.template`: it is on the workloads card, its pods count for quotas, stand in network paths
   * where none runs yet, and use Secrets.
   */
  pods?: MadePods;
  /** The Secrets that an object refers to, where `pods` does not say it; `elsewhere`: also those of other namespaces. */
  secretUse?: {
    of: (object: KubernetesObject) => readonly NamedSecret[];
    elsewhere?: true;
  };
  /** The hostnames that an object takes from all others, in lower case. */
  hostnames?: (object: KubernetesObject) => readonly TakenHostname[];
  /** What was made stays when the object goes. */
  leavesWhatItMakes?: true;
}
