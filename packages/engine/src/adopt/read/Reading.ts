import type { Tier, Environment, Platform } from '../../platform';
import type { KubernetesObject } from '../../model';
import type { Fields } from '../../model/fields';
import type { Overridable } from '../mergeSpecs';

/** What readers know besides the object. */
export interface Reading {
  platform: Platform;
  environment: Environment;
  namespace: string;
  tenant: string;
  tier: Tier;
  /** Domains that the tenant may take names under here. */
  domains: readonly string[];
  /** An object of the tenant's namespace; of a group in any version. */
  find(group: string, kind: string, name: string): KubernetesObject | undefined;
  /** All objects of a kind in the tenant's namespace. */
  list(group: string, kind: string): readonly KubernetesObject[];
}

/**
 * Tells what a request would ask for to get an object. What it makes of it need not be right: it is rendered and held against what is
 * there.
 */
export interface Reader {
  /** Kind of the request. */
  request: string;
  /** The kinds of objects that stand for a request, each with its name. */
  kinds: ReadonlyArray<{ group: string; kind: string }>;
  overridable: Overridable;
  /** Name of the request; by default that of the object. */
  nameOf?(object: KubernetesObject, reading: Reading): string | undefined;
  /** The spec for this environment; undefined where no request can say it. */
  read(object: KubernetesObject, reading: Reading): Fields | undefined;
}

/** The fields that have a value. */
export function given(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  );
}
