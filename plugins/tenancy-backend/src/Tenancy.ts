import type {
  AuditorService,
  AuthService,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { ScmIntegrations } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { GitRepositories } from '@groundwork/backstage-plugin-tenancy-node';
import type { Platform } from '@groundwork/engine';
import type { TenantAccess } from './access/TenantAccess';
import type { ChangeFeed } from './changes/ChangeFeed';
import type { LiveSnapshot } from './clusters';
import type { OtherDoors } from './doors/OtherDoors';
import type { GitTrees } from './git/GitTrees';
import type { RequestBook } from './git/RequestBook';
import type { Previews } from './preview/Previews';
import type { ProposalStore } from './requests/ProposalStore';
import type { RequestStages } from './requests/RequestStages';
import type { StatusCache } from './status/StatusCache';
import type { TenantDirectory } from './tenants/TenantDirectory';

/**
 * Everything that the routes answer from.
 */
export interface Tenancy {
  platform: Platform;
  logger: LoggerService;
  auth: AuthService;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  catalog: CatalogService;
  git: GitRepositories;
  integrations: ScmIntegrations;
  access: TenantAccess;
  doors: OtherDoors;
  snapshot: LiveSnapshot;
  trees: GitTrees;
  book: RequestBook;
  directory: TenantDirectory;
  feed: ChangeFeed;
  statuses: StatusCache;
  previews: Previews;
  stages: RequestStages;
  proposals: ProposalStore;
}
