import { z } from 'zod';
import { EnvironmentSync, Facts, KubernetesObject, Snapshot } from '../model';
import { Environment } from './environment';
import { PlatformConfig } from './platformSchema';
import { Tier } from './tier';

/**
 * What brings the objects of Git to the clusters, and tells how they fare. Argo CD is the one that Groundwork brings; an
 * extension adds others. An environment names its own in `environments[].delivery`.
 *
 * Whoever adds one answers for its multi-tenancy, as Argo CD's projects and impersonation do: that it applies
 * `tenants/<tenant>/<environment>` with no more rights than the tenant has, into the tenant's namespace alone.
 *
 * @public
 */
export interface Delivery {
  /** As configuration names it, such as `flux`; `argocd` is taken. */
  name: string;
  /** What people call it, such as `Flux`. */
  title: string;
  /** What may stand beside `name` in `environments[].delivery`; nothing where it is absent. */
  options?: z.ZodType<Record<string, unknown>>;
  /** The kinds that its statuses are read from; each is one of Groundwork's or of the extension, and watched. */
  watches: ReadonlyArray<{ group: string; kind: string }>;
  /**
   * What it needs for a tenant in an environment, by the names of files. They are rendered into
   * `platform/<environment>/<tenant>/cluster`, beside namespace and quota. While the target is draining, nothing that keeps
   * workloads running may be among them.
   */
  tenantObjects(target: DeliveryTarget): DeliveryFiles;
  /** What it needs once in an environment, by the names of files in `platform/<environment>/_shared/cluster`. */
  sharedObjects?(
    platform: PlatformConfig,
    environment: Environment,
  ): DeliveryFiles;
  /**
   * How a tenant fares in an environment. What could not be read is `Unknown`, and never `Missing`: see `deliveredSync`.
   */
  environmentSync(
    tenant: DeliveredTenant,
    snapshot: Snapshot,
    environment: Environment,
    options: DeliveryStatusOptions,
  ): EnvironmentSync;
  /** The page of a tenant in its web interface, also before anything is there; undefined where there is none. */
  url?(environment: Environment, tenant: string): string | undefined;
}

/**
 * Objects of a delivery, by the names of files such as `delivery.yaml`.
 *
 * @public
 */
export type DeliveryFiles = Readonly<
  Record<string, readonly KubernetesObject[]>
>;

/**
 * A tenant in one environment, as it is rendered. Everything in it was checked.
 *
 * @public
 */
export interface DeliveryTarget {
  platform: PlatformConfig;
  environment: Environment;
  tenant: string;
  namespace: string;
  tier: Tier;
  /** Entity reference of the group that owns it. */
  owner: string;
  /** Groups of the identity provider. */
  ownerGroup: string;
  viewerGroups: readonly string[];
  /** Addresses of repositories that it may read, beside its own tree. */
  repositories: readonly string[];
  /** When the tenant asks to be left alone, or be synced. */
  syncWindows: readonly DeliveryWindow[];
  /** Whether its workloads are being taken away. */
  draining: boolean;
  /** Until when what is changed by hand shall not be put back, in RFC 3339; absent where it shall. */
  selfHealPausedUntil?: string;
}

/**
 * When a tenant may (`allow`) or may not (`deny`) be synced; one `allow` blocks all other times.
 *
 * @public
 */
export interface DeliveryWindow {
  /** Environments it holds in; all where it is absent. */
  environments?: readonly string[];
  kind: 'allow' | 'deny';
  /** Five fields of cron. */
  schedule: string;
  /** As `1h30m`. */
  duration: string;
  timeZone: string;
  /** Whether a person may still sync while it is blocked. */
  manualSync: boolean;
}

/**
 * A tenant as statuses are asked about it: with the environments that its request names, where they are known.
 * `requested` says whether there is a request at all: a tenant that only its namespaces tell of may have been there before.
 * In environments that are `draining` its workloads are taken away on purpose.
 *
 * @public
 */
export interface DeliveredTenant {
  name: string;
  environments?: readonly string[];
  requested?: boolean;
  draining?: readonly string[];
}

/**
 * What a status is computed with. `now` is in milliseconds since the epoch.
 *
 * @public
 */
export interface DeliveryStatusOptions {
  platform: PlatformConfig;
  facts?: Facts;
  now: number;
}
