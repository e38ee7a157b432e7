import {
  isKnown,
  type KindRegistry,
  labelKeysOf,
  lastValue,
  type Platform,
  policyEnforcement,
  type PolicyEnforcement,
  type Snapshot,
} from '@groundwork/engine';
import type { UnmanagedOptions } from './readUnmanaged';
import { isLike } from './Scopes';

/** Whether anybody enforces the policies of a cluster. */
export type EnforcementOf = (cluster: string) => PolicyEnforcement;

/** Nobody but the platform team runs anything there, whoever sees its cards. */
const SYSTEM = 'kube-system';

/**
 * Who enforces policies, told alike on the cards of tenants and of entities and on the setup page. What runs in the namespaces of
 * tenants, and in those that `owners` of `tenancy.unmanaged` maps, does not count. Namespaces of teams that neither tells, as those that
 * `trusted` labels give to owners, do count, so a team that may run pods in the network of nodes there is believed.
 */
export function enforcementOf(world: {
  snapshot: Snapshot;
  kinds: KindRegistry;
  platform?: Pick<Platform, 'environments' | 'prefix'>;
  unmanaged?: Pick<UnmanagedOptions, 'clusters' | 'owners'>;
}): EnforcementOf {
  const { snapshot, kinds, platform, unmanaged } = world;
  return cluster => {
    const cni = cniOf(cluster, world);
    return policyEnforcement(cluster, snapshot, {
      ...(cni ? { cni } : {}),
      kinds,
      isTrusted: name =>
        name === SYSTEM || !(isTenants(name) || isMapped(name)),
    });

    function isTenants(name: string): boolean {
      if (!platform) {
        return false;
      }
      const query = { cluster, group: '', kind: 'Namespace', name };
      const known = snapshot.list(query);
      const [namespace] = lastValue(known) ?? [];
      // One that can't be read may be.
      return namespace || isKnown(known)
        ? Object.hasOwn(
            namespace?.metadata.labels ?? {},
            labelKeysOf(platform.prefix).tenant,
          )
        : true;
    }

    function isMapped(name: string): boolean {
      return (unmanaged?.owners ?? []).some(
        ({ clusters, namespaces }) =>
          (clusters === undefined || clusters.includes(cluster)) &&
          namespaces.some(pattern => isLike(pattern, name)),
      );
    }
  };
}

/** Asked for as it is needed: many look at facts, and few at these. */
export function enforcementFacts(
  clusters: Iterable<string>,
  of: EnforcementOf,
): Readonly<Record<string, PolicyEnforcement>> {
  const facts: Record<string, PolicyEnforcement> = {};
  for (const cluster of new Set(clusters)) {
    Object.defineProperty(facts, cluster, {
      enumerable: true,
      get: () => of(cluster),
    });
  }
  return facts;
}

/** Of a cluster where tenants run what the platform says of it, else what the cluster is looked at with. */
function cniOf(
  cluster: string,
  {
    platform,
    unmanaged,
  }: Pick<Parameters<typeof enforcementOf>[0], 'platform' | 'unmanaged'>,
) {
  const environments = (platform?.environments ?? []).filter(
    each => each.cluster === cluster,
  );
  return environments.length > 0
    ? environments.find(({ cni }) => cni)?.cni
    : unmanaged?.clusters.find(({ name }) => name === cluster)?.cni;
}
