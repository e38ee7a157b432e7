import {
  Evidence,
  Facts,
  Finding,
  KubernetesObject,
  ObjectRef,
} from '../model';
import { Environment, Platform } from '../platform';

/**
 * An object with where it is and whose it is.
 *
 * @public
 */
export interface Placed {
  environment: Environment;
  cluster: string;
  object: KubernetesObject;
  /** Name of the tenant; empty when it belongs to none. */
  tenant: string;
}

/**
 * What a check looks at. What it reads here and is not known becomes a finding `NotChecked`, so that no check stays silent
 * about what it did not see.
 *
 * @public
 */
export interface CheckView {
  readonly platform: Platform;
  readonly facts: Facts;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The environments in scope. */
  readonly environments: readonly Environment[];
  /** Whether the objects of a tenant in a cluster are in scope. */
  covers(cluster: string, tenant: string | undefined): tenant is string;
  /** Whether a kind of a cluster is known; if not, that is noted. */
  knows(cluster: string, kind: { group: string; kind: string }): boolean;
  /** The objects of a kind: those known now, else the last ones known. A kind that the cluster lacks has none. */
  read(
    cluster: string,
    kind: { group: string; kind: string },
    namespace?: string,
  ): readonly KubernetesObject[];
  /** The objects of a kind in the namespaces of the tenants in scope. */
  scoped(kind: { group: string; kind: string }): Iterable<Placed>;
  /** The tenant a namespace belongs to; empty when it belongs to none. */
  tenantOf(cluster: string, namespace: string | undefined): string;
  /** Evidence that rests on one field of an object. Only who may read its tenant sees it. */
  evidence(placed: Placed, field: string, value: unknown): Evidence;
  /** What a finding is about. */
  subject(placed: Placed): ObjectRef;
}

/**
 * A cross-object check that an extension adds.
 *
 * @public
 */
export interface CustomCheck {
  /** Named where it fails to run. */
  name: string;
  /** What is wrong. It reads through `view` and nothing else, and gives `undefined` where it only pauses before the next object. */
  findings(view: CheckView): Iterable<Finding | undefined>;
}
