import type {
  AuditorService,
  AuthService,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { ScmIntegrations } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { GitRepositories } from '@groundwork/backstage-plugin-tenancy-node';
import type { Facts, Platform } from '@groundwork/engine';
import type { TenantAccess } from './access/TenantAccess';
import type { Acting } from './acting/Acting';
import type { Adoptions } from './adopting/Adoptions';
import type { Actors } from './acting/Actors';
import type { ChangeFeed } from './changes/ChangeFeed';
import type { Deployers } from './deploying/Deployers';
import type { Deployments } from './deploying/Deployments';
import type { ImageHistory } from './deploying/ImageHistory';
import type { ClusterConnection, LiveSnapshot, RecentEvents } from './clusters';
import type { DriftReports } from './drift/DriftReports';
import type { Enforcements } from './enforcing/Enforcements';
import type { EstateFindings } from './estate/EstateFindings';
import type { EstateIndex } from './estate/EstateIndex';
import type { ExposureCheck } from './exposure/ExposureCheck';
import type { Differences } from './differences/Differences';
import type { Fixes } from './fixes/Fixes';
import type { GitTrees } from './git/GitTrees';
import type { RequestIndex } from './git/RequestIndex';
import type { Revisions } from './git/Revisions';
import type { Notices } from './notices/Notices';
import type { Previews } from './preview/Previews';
import type { PromotingParts } from './promoting/Promoter';
import type { Promotions } from './promoting/Promotions';
import type { Publisher } from './proposing/Publisher';
import type { ProposalStore } from './requests/ProposalStore';
import type { Reverts } from './reverting/Reverts';
import type { SelfHealing } from './selfHeal/SelfHealing';
import type { RequestStages } from './requests/RequestStages';
import type { StatusCache } from './status/StatusCache';
import type { TenantSummaries } from './status/TenantSummaries';
import type { Timeline } from './timeline/Timeline';
import type { SetupCheck } from './setup/SetupCheck';
import type { TenantDirectory } from './tenants/TenantDirectory';
import type { Look } from './unmanaged/createLook';
import type { Unmanaged } from './unmanaged/Unmanaged';

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
  actors: Actors;
  acting: Acting;
  adoptions: Adoptions;
  deployers: Deployers;
  deployments: Deployments;
  imageHistory: ImageHistory;
  publisher: Publisher;
  promotions: Promotions;
  /** What promoting is done with. */
  promoting: PromotingParts;
  revisions: Revisions;
  reverts: Reverts;
  selfHealing: SelfHealing;
  exposure: ExposureCheck;
  estate: EstateIndex;
  estateFindings: EstateFindings;
  snapshot: LiveSnapshot;
  /** The ways to the clusters, by their names. */
  connections: ReadonlyMap<string, ClusterConnection>;
  recentEvents: RecentEvents;
  trees: GitTrees;
  requestIndex: RequestIndex;
  directory: TenantDirectory;
  feed: ChangeFeed;
  statuses: StatusCache;
  summaries: TenantSummaries;
  differences: Differences;
  drift: DriftReports;
  enforcements: Enforcements;
  previews: Previews;
  fixes: Fixes;
  stages: RequestStages;
  proposals: ProposalStore;
  timeline: Timeline;
  notices: Notices;
  /** What may be looked at without being a tenant; absent where nothing may. */
  unmanaged?: Unmanaged;
  /** What looks at it. */
  look?: Look;
  setup: SetupCheck;
  /** What is known beside the clusters, for statuses. */
  facts: () => Facts;
}
