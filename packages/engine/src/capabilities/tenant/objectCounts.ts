import { KindRegistry } from '../../kinds';
import { resourceOf } from '../../kinds/KindRegistry';
import { Tier } from '../../platform';

/**
 * The quota of numbers of objects, where a tier says nothing else: of each kind that no other quota counts, since each object
 * costs the API server, a controller or, as certificates and secrets of a store do, a limit that all tenants share.
 */
export function objectCounts(
  tier: Tier,
  { ofTeams }: KindRegistry,
): Record<string, string> {
  const counts = ofTeams.flatMap(
    (kind): Array<[string, number]> =>
      kind.team?.limit === undefined
        ? []
        : [[resourceOf(kind), kind.team.limit]],
  );
  const all = { ...Object.fromEntries(counts), ...tier.quota.counts };
  return Object.fromEntries(
    Object.keys(all)
      .sort()
      .map(name => [`count/${name}`, String(all[name])]),
  );
}
