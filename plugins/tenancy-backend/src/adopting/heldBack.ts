import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Viewer } from '../access/Viewer';
import type { ProposalStates } from '../requests/ProposalStates';
import type { Proposal, ProposalStore } from '../requests/ProposalStore';

/** What of proposals is asked. */
export interface ProposalParts {
  proposals: Pick<ProposalStore, 'of'>;
  states: Pick<ProposalStates, 'of'>;
}

/**
 * Open pull requests that hold tenants already, by tenant, whoever opened them. Of one whose host does not say what became of it nothing is
 * known, and it keeps nobody from another.
 */
export async function openPullRequests(
  { proposals, states }: ProposalParts,
  tenants: readonly string[],
): Promise<Map<string, Pick<Proposal, 'branch' | 'url'>>> {
  const open = new Map<string, Proposal>();
  for (const tenant of tenants) {
    for (const each of await proposals.of(tenant)) {
      const isTenants = each.kind === 'Tenant' && each.name === tenant;
      if (
        isTenants &&
        !open.has(tenant) &&
        (await states.of(each)) === 'open'
      ) {
        open.set(tenant, each);
      }
    }
    await letOthers();
  }
  return open;
}

/** The owners among these that the catalog does not know. */
export async function unknownOwners(
  catalog: CatalogService,
  { credentials }: Pick<Viewer, 'credentials'>,
  owners: readonly string[],
): Promise<Set<string>> {
  const refs = [...new Set(owners)];
  if (refs.length === 0) {
    return new Set();
  }
  const { items } = await catalog.getEntitiesByRefs(
    { entityRefs: refs, fields: ['kind'] },
    { credentials },
  );
  return new Set(refs.filter((_, index) => !items[index]));
}
