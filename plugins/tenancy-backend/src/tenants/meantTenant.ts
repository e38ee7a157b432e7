import type { Entity } from '@backstage/catalog-model';
import { TENANT_ANNOTATION } from '@groundwork/backstage-plugin-tenancy-common';
import {
  applicationPlace,
  labelKeysOf,
  lastValue,
  type Selector,
} from '@groundwork/engine';
import {
  clustersOf,
  letOthers,
} from '@groundwork/backstage-plugin-tenancy-node';
import { ShortMemory } from '../access/ShortMemory';
import type { Tenancy } from '../Tenancy';
import { annotatedHints, type Hints, isNamed } from './entityHints';
import { labelled } from './labelled';
import type { TenantEntry } from './TenantDirectory';

type Context = Pick<Tenancy, 'platform' | 'snapshot' | 'directory'>;

type Tenants = readonly TenantEntry[];

/** A page of many cards asks once; what runs elsewhere a moment later is found a moment later. */
const REMEMBERED = { milliseconds: 5_000, most: 100 };

/** With the list that was looked in: who may see another tenant looks anew. */
const memories = new WeakMap<Tenants, ShortMemory<string | undefined>>();

/**
 * The tenant that the annotations of an entity lead to, the most trusted first. Anybody can write annotations, so nothing is looked
 * at but what belongs to one of `among`, and others are let through all the while.
 *
 * @param among - the tenants that may be meant: those that who asks may see
 */
export async function meantTenant(
  entity: Entity,
  context: Context,
  among: Tenants,
): Promise<string | undefined> {
  const named = entity.metadata.annotations?.[TENANT_ANNOTATION];
  if (named) {
    return among.some(({ name }) => name === named) ? named : undefined;
  }
  const hints = annotatedHints(entity);
  if (!hints) {
    return undefined;
  }
  const memory = memories.get(among) ?? new ShortMemory(REMEMBERED);
  memories.set(among, memory);
  return memory.get(JSON.stringify(hints), () => find(hints, context, among));
}

async function find(
  hints: Hints,
  context: Context,
  among: Tenants,
): Promise<string | undefined> {
  const names = new Set(among.map(({ name }) => name));
  const clusters = clustersOf(context.platform).filter(
    cluster => hints.cluster === undefined || hints.cluster === cluster,
  );
  if (hints.namespaces.length > 0) {
    const { directory } = context;
    return clusters
      .flatMap(cluster =>
        hints.namespaces.map(namespace =>
          directory.tenantOfNamespace(cluster, namespace),
        ),
      )
      .find(name => name !== undefined && names.has(name));
  }
  const { applications, workloads } = hints;
  const byApplications =
    applications && (await byApplication(applications, context, names));
  if (byApplications !== undefined) {
    return byApplications;
  }
  for (const labels of workloads ?? []) {
    const found = await byWorkload(labels, clusters, context, among);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** By their label; those that were there before any request have none, and deploy to a namespace of the tenant. */
async function byApplication(
  hints: NonNullable<Hints['applications']>,
  { platform, snapshot, directory }: Context,
  among: ReadonlySet<string>,
): Promise<string | undefined> {
  const { tenant } = labelKeysOf(platform.prefix);
  const clusters = new Set(
    platform.environments.map(({ argocd }) => argocd.cluster),
  );
  // Each name by itself, since that needs no walk over all that there are.
  const called = hints.names ?? [{}];
  for (const cluster of clusters) {
    const kind = { cluster, group: 'argoproj.io', kind: 'Application' };
    const within = hints.namespace ? { namespace: hints.namespace } : {};
    const all = called.flatMap(
      name => lastValue(snapshot.list({ ...kind, ...within, ...name })) ?? [],
    );
    for (const object of all) {
      await letOthers();
      if (!isNamed(object, hints)) {
        continue;
      }
      const place = applicationPlace(object, cluster, platform);
      const found =
        object.metadata.labels?.[tenant] ??
        (place && directory.tenantOfNamespace(place.cluster, place.namespace));
      if (found !== undefined && among.has(found)) {
        return found;
      }
    }
  }
  return undefined;
}

async function byWorkload(
  labels: Selector,
  clusters: readonly string[],
  context: Context,
  among: Tenants,
): Promise<string | undefined> {
  const tenants = new Map<string, Map<string, string>>();
  for (const { name, live } of among) {
    for (const { cluster, namespace } of live?.environments ?? []) {
      const there = tenants.get(cluster) ?? new Map();
      tenants.set(cluster, there.set(namespace, name));
    }
  }
  for (const cluster of clusters) {
    const there = tenants.get(cluster) ?? new Map<string, string>();
    const place = { cluster, namespaces: [...there.keys()] };
    for await (const known of labelled(labels, place, context)) {
      const [object] = lastValue(known) ?? [];
      if (object) {
        return there.get(object.metadata.namespace ?? '');
      }
    }
  }
  return undefined;
}
