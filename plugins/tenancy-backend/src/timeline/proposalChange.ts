import type { Change } from '@groundwork/engine';
import type { Proposal } from '../requests/ProposalStore';

/** A proposal as a change: that it was made, or that Git holds what it asked for. */
export function proposalChange(
  { kind, name, url, proposedBy, at }: Proposal,
  event: 'proposed' | 'merged',
  now: number,
): Change {
  return {
    key: `proposal/${event}/${kind}/${name}/${url}`,
    kind: 'proposal',
    event,
    environments: [],
    at: event === 'proposed' ? at : now,
    subject: { kind, name },
    url,
    by: proposedBy.replace(/^.*\//, ''),
  };
}
