import type { Facts } from '@groundwork/engine';
import type { ActingParts } from '../acting/ActingParts';
import type { RequestIndex } from '../git/RequestIndex';
import type { Revisions } from '../git/Revisions';
import type { Previews } from '../preview/Previews';
import type { Promotions } from '../promoting/Promotions';
import type { Publisher } from '../proposing/Publisher';
import type { ProposalState } from '../requests/ProposalStates';
import type { ProposalStore } from '../requests/ProposalStore';
import type { Caller } from './Caller';
import type { DeployTokenStore } from './DeployTokenStore';

/** What deploying versions needs of the rest. */
export interface DeployingParts extends ActingParts {
  previews: Previews;
  promotions: Promotions;
  proposals: ProposalStore;
  publisher: Publisher;
  requestIndex: RequestIndex;
  revisions: Revisions;
  tokens: DeployTokenStore;
  /** What is known beside the clusters, for statuses. */
  facts(): Facts;
  /** What became of a pull request. */
  proposalState(url: string): Promise<ProposalState>;
  authorOf(caller: Caller): Promise<{ name: string; email: string }>;
}
