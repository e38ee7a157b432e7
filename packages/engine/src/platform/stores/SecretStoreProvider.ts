import { z } from 'zod';
import type { PlatformProblem } from '../PlatformProblem';

/**
 * What the configuration of every store has, whatever provides it.
 *
 * @public
 */
export interface StoreConfig {
  /** Name of the store as requests call it. */
  name: string;
  provider: string;
  /** `cluster` refers to a ClusterSecretStore the platform keeps; `namespaced` is rendered into each tenant namespace. */
  scope: 'cluster' | 'namespaced';
  /** Every path of a tenant starts with this; may use placeholders of tenant and environment. */
  prefix: string;
}

/**
 * A tenant in one environment, as the provider of a store sees it.
 *
 * @public
 */
export interface StoreUse {
  tenant: string;
  environment: string;
  namespace: string;
  /** What all paths of the tenant begin with in this store. */
  prefix: string;
  /** The ServiceAccount of the tenant's namespace that the store authenticates as. */
  serviceAccount: string;
}

/**
 * Something that has to be set up on the provider's side, for the platform team to apply there.
 *
 * @public
 */
export interface StorePolicy {
  /** The end of the file's name, such as `policy.json`. */
  file: string;
  text: string;
  /** Whether lines that begin with `#` are comments there. */
  comments?: true;
}

/**
 * A provider of External Secrets: how its stores are configured, what their paths look like, and what they render to.
 *
 * @public
 */
export interface SecretStoreProvider<S extends StoreConfig = StoreConfig> {
  /** As configuration names it, such as `vault`. */
  name: string;
  /** What people call it. */
  title: string;
  /** What configuration says of a store beside {@link StoreConfig}. */
  fields: z.ZodRawShape;
  /** Whether its stores are of the whole cluster only, which the platform keeps. */
  scope?: 'cluster';
  /** What names of secrets may hold beside letters and digits: nothing that is decoded again on the way. */
  characters: string;
  /** The longest name. */
  maxLength?: number;
  /** Whether External Secrets searches (`find`) below the path that it is given only. */
  findsBelowPath?: true;
  /** Fields that are templates with placeholders, and must tell tenants apart. */
  templates?: readonly string[];
  /** Beginnings of paths that External Secrets takes off, so that what is left may be another tenant's. */
  strippedStarts?(store: S): readonly string[];
  /** What is wrong with a store whose fields are all well by themselves. */
  problems?(store: S, field: string): PlatformProblem[];
  /**
   * `spec.provider` of the SecretStore in the tenant's namespace. It authenticates as `use.serviceAccount`, and what that may read
   * must be the tenant's alone. Required where stores can be `namespaced`.
   */
  spec?(store: S, use: StoreUse): Record<string, unknown>;
  /**
   * Annotations of the ServiceAccount that name a cloud's identity; each store then has an account of its own, where others share one.
   */
  identity?(store: S, use: StoreUse): Record<string, string>;
  /** What has to be set up for the tenant on the provider's side. */
  policies?(store: S, use: StoreUse): readonly StorePolicy[];
}
