import {
  type KindRegistry,
  type Platform,
  policyEnforcement,
  type PolicyEnforcement,
  type Snapshot,
} from '@groundwork/engine';
import type { UnmanagedOptions } from './readUnmanaged';
import { beginningsOf } from './Scopes';

/** Whether anybody enforces the policies of a cluster. */
export type EnforcementOf = (cluster: string) => PolicyEnforcement;

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
  const mapped = new Map<string, Mapped>();
  return cluster => {
    const cni = cniOf(cluster, world);
    const theirs = mapped.get(cluster) ?? mappedIn(cluster, unmanaged?.owners);
    mapped.set(cluster, theirs);
    return policyEnforcement(cluster, snapshot, {
      ...(cni ? { cni } : {}),
      ...(platform ? { prefix: platform.prefix } : {}),
      kinds,
      isTrusted: name => !theirs(name),
    });
  };
}

type Mapped = (namespace: string) => boolean;

/** Whether a namespace of a cluster is mapped to an owner: of thousands nobody looks at each, as often as it is asked. */
function mappedIn(
  cluster: string,
  owners: UnmanagedOptions['owners'] = [],
): Mapped {
  const patterns = new Set(
    owners.flatMap(({ clusters, namespaces }) =>
      clusters === undefined || clusters.includes(cluster) ? namespaces : [],
    ),
  );
  return namespace =>
    patterns.has(namespace) ||
    beginningsOf(namespace).some(each => patterns.has(`${each}*`));
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
