import type { RequestIndex } from '../git/RequestIndex';
import type { ProposalStore } from '../requests/ProposalStore';
import type { TenantEntry } from '../tenants/TenantDirectory';
import type { Timeline } from './Timeline';

/** Notes which proposals of a tenant Git holds by now. */
export async function noteMerged(
  options: {
    proposals: ProposalStore;
    requestIndex: RequestIndex;
    timeline: Timeline;
  },
  tenant: TenantEntry,
): Promise<void> {
  const { proposals, requestIndex, timeline } = options;
  for (const proposal of await proposals.of(tenant.name)) {
    const { kind, name, requestOid } = proposal;
    const entry = requestIndex.find(tenant.name, kind, name);
    if (entry && entry.oid !== requestOid) {
      await timeline.noteProposal(proposal, 'merged', tenant.owner);
    }
  }
}
