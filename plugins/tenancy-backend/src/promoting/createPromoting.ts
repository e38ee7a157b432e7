import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { ScmIntegrations } from '@backstage/integration';
import {
  type GitRepositories,
  ReviewHosts,
} from '@groundwork/backstage-plugin-tenancy-node';
import type { Platform } from '@groundwork/engine';
import type { Knex } from 'knex';
import type { GitTrees } from '../git/GitTrees';
import { ProposalStates } from '../requests/ProposalStates';
import type { PromotingParts } from './Promoter';
import { Promotions } from './Promotions';
import { PromotionStore } from './PromotionStore';

/** What waits for the branches of environments, and what it is brought there with. */
export function createPromoting(options: {
  db: Knex;
  platform: Platform;
  git: GitRepositories;
  trees: GitTrees;
  integrations: ScmIntegrations;
  auditor: AuditorService;
  logger: LoggerService;
  onChange: (tenants: readonly string[]) => void;
}): {
  promotions: Promotions;
  promoting: PromotingParts;
  states: ProposalStates;
} {
  const states = new ProposalStates(options);
  const store = new PromotionStore(options.db);
  const promotions = new Promotions({ ...options, store });
  const hosts = new ReviewHosts(options.integrations);
  return {
    promotions,
    promoting: { ...options, promotions, store, hosts, states },
    states,
  };
}
