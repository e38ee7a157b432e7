import type { AdoptReason } from './AdoptReason';
import type { Platform, GatewayApi } from '../platform';
import type { KubernetesObject, ManifestFile } from '../model';
import type { ExistingNamespace } from '../names';
import type { Capability } from '../manifests';
import type { RequestEnvelope } from '../request';
import type { SchemaSet } from '../validate';

/**
 * Whose a namespace is, as an administrator says. It is never taken from a cluster, where others write labels too.
 *
 * @public
 */
export interface OwnerRule {
  /** Name of the namespace; `*` stands for any part of it. The first rule that fits counts. */
  namespace: string;
  /** Name of the environment; the one that the objects come from when absent. */
  environment?: string;
  /** Name of the tenant, may use `${{ namespace }}`; the one whose namespace it is by the platform's naming when absent. */
  tenant?: string;
  /** The Backstage group, as in `group:default/payments`; may use `${{ tenant }}` and `${{ namespace }}`. */
  owner: string;
  /** Name of the tier; found by what is there when absent. */
  tier?: string;
}

/**
 * An object that is there. Where only its cluster is known, its namespace tells the environment.
 *
 * @public
 */
export interface FoundObject {
  object: KubernetesObject;
  cluster?: string;
  environment?: string;
  /** Path of the file that it was found in, where that lies in the trees and was written by hand. */
  place?: string;
}

/**
 * A kind of a cluster that could not be read, or of one of its namespaces, or all of it.
 *
 * @public
 */
export interface UnreadKind {
  cluster: string;
  group?: string;
  kind?: string;
  namespace?: string;
}

/**
 * What adoption goes by.
 *
 * @public
 */
export interface AdoptOptions {
  platform: Platform;
  rules: readonly OwnerRule[];
  objects: readonly FoundObject[];
  /** The requests that are in Git already. They stay as they are; that of a tenant is given the environments that it has not. */
  present?: readonly RequestEnvelope[];
  /** The texts of Git by path, as they are now. What stands in the trees of tenants by hand stays as it is, and nothing is written over it. */
  files?: ReadonlyMap<string, string>;
  /** The kinds of requests there are; those of Groundwork when absent. */
  capabilities?: readonly Capability[];
  groups?: Readonly<Record<string, string>>;
  /** What could not be read: a kind of a cluster or of one namespace, or all of it. It is told to be missing, and not taken for nothing. */
  notRead?: readonly UnreadKind[];
  /** Refuses a tenant where something of its namespaces is in `notRead`. Where absent it is adopted without, and told. */
  wholeOnly?: boolean;
  gatewayApi?: Readonly<Record<string, GatewayApi>>;
  /** The schemas of a cluster, to hold extra objects against. */
  schemasOf?: (cluster: string) => SchemaSet;
}

/**
 * A field in which what a request renders to differs from what is there.
 *
 * @public
 */
export interface AdoptedDifference {
  path: string;
  /** Absent where it is not there; `(not shown)` where it may be secret. */
  there?: string;
  /** Absent where it is not rendered. */
  rendered?: string;
}

/**
 * What becomes of one object:
 * `same`: a request renders to it. `changed`: a request renders to it with differences. `new`: a request renders to it, and it is not
 * there yet. `kept`: it is written as it is, beside what is rendered. `listed`: it stays outside of Git, for the reason in `why`.
 *
 * @public
 */
export interface AdoptedObject extends Partial<AdoptReason> {
  environment?: string;
  tenant?: string;
  group: string;
  kind: string;
  namespace?: string;
  name: string;
  fate: 'same' | 'changed' | 'new' | 'kept' | 'listed';
  /** Path of the request, or of the file it is kept in. */
  by?: string;
  /** Of what a request renders to, or Git holds by hand, to what is there. At most 20. */
  differences?: readonly AdoptedDifference[];
}

/**
 * A credential that stands in an object as it is. The object is not written to Git. The value is never told.
 *
 * @public
 */
export interface LiteralCredential {
  environment: string;
  kind: string;
  namespace: string;
  name: string;
  /** Path of the field, with the name of the variable or key. */
  field: string;
}

/**
 * A tenant that was adopted, or `refused` with the reasons.
 *
 * @public
 */
export interface AdoptedTenant {
  tenant: string;
  owner: string;
  tier: string;
  /**
   * How the tier was found: by the mapping, by the request in Git, since it renders to the quota that is there, as the smallest that holds
   * it, or as the largest where none holds it.
   */
  tierBy: 'mapping' | 'git' | 'same' | 'nearest' | 'largest';
  namespaces: ReadonlyArray<{ environment: string; namespace: string }>;
  /** Paths of its request files. */
  requests: readonly string[];
  /** What it is given because it has it: to be looked at by the platform team before the change is merged. */
  grants: readonly string[];
  /** What is there and no request may say, such as a repository over SSH, a line each: its request goes without. */
  left: readonly string[];
  refused?: readonly string[];
}

/**
 * A label or annotation of namespaces that the platform lets no request say.
 *
 * @public
 */
export interface UnsaidMetadata {
  part: 'labels' | 'annotations';
  key: string;
  /** In how many namespaces it is. */
  namespaces: number;
}

/**
 * An object that most namespaces of some environments have alike.
 *
 * @public
 */
export interface CommonObject {
  /** A template of it, as of `manifests.objects` in the configuration. */
  object: KubernetesObject;
  /** Those in which most have it: how many `namespaces`, `of` how many that are adopted. */
  environments: ReadonlyArray<{ name: string; namespaces: number; of: number }>;
}

/**
 * What adoption finds and writes. Nothing of it changes a cluster.
 *
 * @public
 */
export interface Adoption {
  /** Requests and the files of extra objects, with the kustomizations that list them; what requests render to is not among them. */
  files: readonly ManifestFile[];
  tenants: readonly AdoptedTenant[];
  objects: readonly AdoptedObject[];
  credentials: readonly LiteralCredential[];
  /** Namespaces that were refused or that no rule names, with the number of objects in each. */
  leftOut: ReadonlyArray<{ namespace: string; objects: number; why: string }>;
  /** Namespaces whose names do not follow the platform's naming: to be put into `naming.existing` before the requests are rendered. */
  existing: readonly ExistingNamespace[];
  /** Labels and annotations of namespaces that no request says, with how many namespaces have each: those that are used are to be put into `namespaceMetadata`, and adopted again. */
  metadata: readonly UnsaidMetadata[];
  /** What most namespaces of an environment have alike and no request says: templates for `manifests.objects`, for those that every tenant is to have. */
  common: readonly CommonObject[];
  /** Kubernetes Secrets among what was given. They are never read. */
  secrets: number;
  /** Objects in namespaces of tenants that controllers or the cluster made for others, and that are not told one by one. */
  made: number;
}
