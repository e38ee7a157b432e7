import type { Facts, KindRegistry, Platform } from '@groundwork/engine';
import type { LiveSnapshot } from './clusters';
import type { Revisions } from './git/Revisions';
import {
  enforcementFacts,
  enforcementOf,
  type EnforcementOf,
} from './unmanaged/enforcementOf';
import type { UnmanagedOptions } from './unmanaged/readUnmanaged';

/** What statuses of tenants need that is no object, and who enforces policies in the clusters where they run. */
export function createFacts(world: {
  platform: Platform;
  kinds: KindRegistry;
  snapshot: LiveSnapshot;
  revisions: Pick<Revisions, 'facts'>;
  unmanaged: UnmanagedOptions | undefined;
}): { facts: () => Facts; enforced: EnforcementOf; clusters: Set<string> } {
  const { platform, snapshot, revisions } = world;
  const clusters = new Set(platform.environments.map(each => each.cluster));
  const enforced = enforcementOf(world);
  const policyEnforcement = enforcementFacts(clusters, enforced);
  const facts = () => ({
    ...revisions.facts(),
    clocks: snapshot.clocks(),
    policyEnforcement,
  });
  return { facts, enforced, clusters };
}
