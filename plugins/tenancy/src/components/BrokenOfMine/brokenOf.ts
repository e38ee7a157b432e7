import type { TenantSummary } from '@groundwork/backstage-plugin-tenancy-common';
import type { State } from '@groundwork/engine';
import { severityRank } from '@groundwork/engine/model';

/** A tenant in trouble, with the environments that are. */
interface Broken {
  name: string;
  state: State;
  why: string;
  environments: string[];
}

/**
 * The user's own tenants, and those of them that are in trouble or of which nothing is known, worst first. Who runs the platform sees
 * all tenants and owns few. Where it is not known what somebody owns, all that they may see counts.
 */
export function brokenOf(
  tenants: readonly TenantSummary[],
  ownedBy: readonly string[] | undefined,
): { mine: TenantSummary[]; broken: Broken[] } {
  const claims = ownedBy && new Set(ownedBy.map(ref => ref.toLowerCase()));
  const mine = tenants.filter(
    ({ owner }) => !claims || (owner && claims.has(owner.toLowerCase())),
  );
  const isBroken = ({ state }: { state: State }) =>
    severityRank(state) <= severityRank('Unknown');
  const broken = mine
    .filter(tenant => isBroken(tenant) || tenant.environments.some(isBroken))
    .map(({ name, state, why, environments }) => ({
      name,
      state,
      why,
      environments: environments.filter(isBroken).map(each => each.name),
    }))
    .sort(
      (a, b) =>
        severityRank(a.state) - severityRank(b.state) ||
        (a.name < b.name ? -1 : 1),
    );
  return { mine, broken };
}
