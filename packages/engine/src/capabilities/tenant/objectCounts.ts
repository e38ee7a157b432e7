import { defaultKinds } from '../../kinds';
import { resourceOf } from '../../kinds/KindRegistry';
import { Tier } from '../../platform';

/**
 * How many objects of each kind a tenant may have that no other quota counts: each costs the API server, a controller
 * or, as certificates and secrets of a store do, a limit that all tenants share.
 */
const counts: Readonly<Record<string, number>> = Object.fromEntries(
  defaultKinds.ofTeams.flatMap(kind =>
    kind.team?.limit === undefined ? [] : [[resourceOf(kind), kind.team.limit]],
  ),
);

/**
 * The quota of numbers of objects, where a tier says nothing else.
 */
export function objectCounts(tier: Tier): Record<string, string> {
  const all: Record<string, number> = { ...counts, ...tier.quota.counts };
  return Object.fromEntries(
    Object.keys(all)
      .sort()
      .map(name => [`count/${name}`, String(all[name])]),
  );
}
