import { ObjectRef } from './object';

/**
 * Who wrote a field, as the API server remembers it. A manager is a program, such as `kubectl-edit`, and never a person.
 *
 * @public
 */
export interface FieldWriter {
  manager: string;
  operation: 'Apply' | 'Update';
  /** A subresource that it was written through, such as `scale`. */
  subresource?: string;
  /** When this manager last wrote anything of the object, milliseconds since the epoch. */
  at?: number;
}

/**
 * A value of a field: as a text that is cut where it is long. `hidden` where it is not shown: it may be a secret, or is
 * for the owners of the tenant alone.
 *
 * @public
 */
export type DriftValue = { text: string } | { absent: true } | { hidden: true };

/**
 * How a field that Git sets stands to the cluster.
 *
 * - `changed`: the cluster holds something else than what was deployed
 * - `notDeployed`: the cluster holds what was deployed; a later commit says something else
 * - `unclear`: the cluster differs from the newest commit, and what was deployed can't be read
 * - `ignored`: it differs, and the Application's `ignoreDifferences` names it
 *
 * @public
 */
export type FieldDriftKind = 'changed' | 'notDeployed' | 'unclear' | 'ignored';

/**
 * One field that Git sets and that the cluster holds otherwise.
 *
 * @public
 */
export interface FieldDrift {
  kind: FieldDriftKind;
  /** As in `spec.template.spec.containers[name=web].image`. */
  path: string;
  /** What was deployed; the newest commit where that can't be read. */
  git: DriftValue;
  /** What the newest commit says, where it says something else. */
  newest?: DriftValue;
  cluster: DriftValue;
  /** Absent where it is not known who wrote it. */
  writer?: FieldWriter;
}

/**
 * A field or a whole object that could not be compared, and why.
 *
 * @public
 */
export interface NotCompared {
  /** Absent for the whole object. */
  path?: string;
  why: string;
}

/**
 * What becomes of drift by itself. `argocd`: Argo CD puts it back. `later`: it does so once `until` or `why` is over.
 * `sync`: it stays until somebody syncs. `unknown`: nobody can tell.
 *
 * @public
 */
export interface PutBack {
  by: 'argocd' | 'later' | 'sync' | 'unknown';
  /** In a few words, empty where Argo CD just puts it back. */
  why: string;
  /** Milliseconds since the epoch. */
  until?: number;
}

/**
 * One object that Git holds and its cluster holds otherwise. `state`: `differs` in its fields, `deleted` from the cluster,
 * `extra` where Git no longer has it, `notDeployed` where a later commit brings, changes or drops it, `ignored` where only
 * `ignoreDifferences` keeps it apart, `notCompared` where nothing differs and something could not be compared.
 *
 * @public
 */
export interface ObjectDrift {
  ref: ObjectRef;
  application: ObjectRef;
  layer: 'platform' | 'tenant';
  state:
    | 'deleted'
    | 'differs'
    | 'extra'
    | 'notDeployed'
    | 'ignored'
    | 'notCompared';
  fields: FieldDrift[];
  /** How many further fields differ, where they are too many to be told. */
  furtherFields?: number;
  notCompared: NotCompared[];
  putBack?: PutBack;
}

/**
 * An Application whose objects can't be compared at all.
 *
 * @public
 */
export interface UncomparedApplication {
  application: ObjectRef;
  layer: 'platform' | 'tenant';
  why: string;
}

/**
 * Drift of a tenant in one environment: what the cluster holds otherwise than Git, worst first.
 *
 * @public
 */
export interface EnvironmentDrift {
  environment: string;
  objects: ObjectDrift[];
  /** How many objects were compared as a whole, those without a difference among them. */
  compared: number;
  applications: UncomparedApplication[];
  /** Milliseconds since the epoch. */
  asOf: number;
}

/**
 * The same in short, as the environment's row shows it.
 *
 * @public
 */
export interface DriftSummary {
  /** Objects that differ from what was deployed, were deleted, or are no longer in Git. */
  drifted: number;
  /** Objects of which a later commit is not deployed yet. */
  notDeployed: number;
  /** Objects and Applications that are not compared, whole or in part. */
  notCompared: number;
  /** The first objects that drifted, each with its first fields. */
  first: ObjectDrift[];
}
