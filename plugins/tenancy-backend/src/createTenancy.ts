import type {
  AuditorService,
  AuthService,
  DiscoveryService,
  HttpAuthService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  RootConfigService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  type GitRepositories,
  readDuration,
  readPlatform,
} from '@groundwork/backstage-plugin-tenancy-node';
import { type Extensions, labelKeysOf } from '@groundwork/engine';
import type { Knex } from 'knex';
import { TenantAccess } from './access/TenantAccess';
import { AdoptableObjects } from './adopting/AdoptableObjects';
import { Adoptions } from './adopting/Adoptions';
import { configuredRules } from './adopting/configuredRules';
import { NamespaceRows } from './adopting/NamespaceRows';
import { Acting } from './acting/Acting';
import { Actors } from './acting/Actors';
import { readCredentials } from './acting/readCredentials';
import { ChangeFeed } from './changes/ChangeFeed';
import { followHeads } from './changes/followHeads';
import { authorOfCaller } from './deploying/authorOfCaller';
import { Deployers } from './deploying/Deployers';
import { Deployments } from './deploying/Deployments';
import { DeployTokenStore } from './deploying/DeployTokenStore';
import { IdentityTokens } from './deploying/IdentityTokens';
import { ImageHistory } from './deploying/ImageHistory';
import { readDeployers } from './deploying/readDeployers';
import { createConnections, LiveSnapshot, RecentEvents } from './clusters';
import { Differences } from './differences/Differences';
import { createComparing } from './enforcing/createComparing';
import { EstateFindings } from './estate/EstateFindings';
import { EstateIndex } from './estate/EstateIndex';
import { makeRow } from './estate/makeRow';
import { ExposureCheck } from './exposure/ExposureCheck';
import { Fixes } from './fixes/Fixes';
import { followedTenants } from './git/followedTenants';
import { GitTrees } from './git/GitTrees';
import { RequestIndex } from './git/RequestIndex';
import { Revisions } from './git/Revisions';
import { tenantsTouched } from './git/tenantsTouched';
import { NoticePost } from './notices/NoticePost';
import { Notices } from './notices/Notices';
import { NoticeStore } from './notices/NoticeStore';
import { readNoticeOptions } from './notices/readNoticeOptions';
import { Previews } from './preview/Previews';
import { Schemas } from './preview/Schemas';
import { headsOf } from './requests/headsOf';
import { createPromoting } from './promoting/createPromoting';
import { Publisher } from './proposing/Publisher';
import { ProposalStore } from './requests/ProposalStore';
import { RequestStages } from './requests/RequestStages';
import { sourcesOf } from './views/viewBase';
import { Reverts } from './reverting/Reverts';
import { SelfHealing } from './selfHeal/SelfHealing';
import { StatusCache } from './status/StatusCache';
import { TenantSummaries } from './status/TenantSummaries';
import { ChangeStore } from './timeline/ChangeStore';
import { Timeline } from './timeline/Timeline';
import { SetupCheck } from './setup/SetupCheck';
import { setupPlatform } from './setup/setupPlatform';
import type { Tenancy } from './Tenancy';
import { createFacts } from './createFacts';
import { createLook } from './unmanaged/createLook';
import { managed } from './unmanaged/managed';
import { readUnmanaged } from './unmanaged/readUnmanaged';
import { TenantDirectory, type TenantEntry } from './tenants/TenantDirectory';

const POLL_INTERVAL = 30_000;
const DAY = 86_400_000;

/**
 * Puts the parts together. Nothing runs yet, and nobody is asked anything.
 *
 * @throws InputError if the platform's configuration can't be used
 */
export function createTenancy(services: {
  config: RootConfigService;
  logger: LoggerService;
  auth: AuthService;
  discovery: DiscoveryService;
  httpAuth: HttpAuthService;
  userInfo: UserInfoService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  auditor: AuditorService;
  catalog: CatalogService;
  git: GitRepositories;
  db: Knex;
  notifications: NotificationService;
  extensions: Extensions;
}): Tenancy {
  const { config, extensions, logger, git } = services;
  const platform = readPlatform(config, extensions);
  const snapshot = new LiveSnapshot({
    labels: [labelKeysOf(platform.prefix).tenant],
  });
  const interval = readDuration(config, {
    key: 'tenancy.git.pollInterval',
    seconds: 'tenancy.git.pollSeconds',
    fallback: POLL_INTERVAL,
    logger,
  });
  const trees = new GitTrees({ git, platform, logger, interval });
  const requestIndex = new RequestIndex(trees, {
    layout: platform.layout,
    capabilities: extensions.capabilities,
  });
  trees.beforeShown((name, tree) => requestIndex.prepare(name, tree));
  trees.tenantsFrom(() => followedTenants(requestIndex));
  const directory = new TenantDirectory({
    platform,
    snapshot,
    requests: requestIndex,
    isRestored: query => snapshot.isRestored(query),
  });
  const feed = new ChangeFeed({ platform, snapshot, trees, directory });
  const revisions = new Revisions({
    git,
    trees,
    logger,
    onCommits: async (commits, own = directory.names()) =>
      feed.tell(await tenantsTouched(commits, own, platform)),
  });
  const unmanaged = readUnmanaged(config);
  const { kinds } = extensions;
  const asked = { platform, kinds, snapshot, revisions, unmanaged };
  const { facts, enforced, clusters } = createFacts(asked);
  const statuses = new StatusCache({ platform, snapshot, facts, logger });
  const connections = createConnections({ ...services, platform });
  const { drift, enforcements } = createComparing({
    ...services,
    platform,
    connections,
    snapshot,
    git,
    trees,
    facts,
    feed,
  });
  const differences = new Differences({
    platform,
    git,
    trees,
    requestIndex,
    facts: tenant => revisions.facts(tenant),
    logger,
    onChange: tenant => feed.announce(tenant),
  });
  const notices = new Notices({
    store: new NoticeStore(services.db),
    post: new NoticePost({ ...services, platform, directory }),
    directory,
    options: readNoticeOptions(config, logger),
  });
  const timeline = new Timeline({
    notices,
    store: new ChangeStore(services.db),
    keep: readDuration(config, {
      key: 'tenancy.changes.keep',
      fallback: 14 * DAY,
      days: 90,
      logger,
    }),
    logger,
  });
  feed.onChange(tenants => timeline.invalidate(tenants));
  const world = {
    platform,
    directory,
    statuses,
    drift,
    snapshot,
    sourcesOf: (tenant: TenantEntry) =>
      sourcesOf({ platform, snapshot, trees }, tenant),
    sources: () => [...snapshot.sources(), ...trees.sources()],
    olderOf: async (tenant: TenantEntry) =>
      (
        await headsOf(
          { git, trees, capabilities: extensions.capabilities },
          tenant.name,
        )
      ).older.size,
  };
  const summaries = new TenantSummaries(world);
  const estate = new EstateIndex({
    make: (tenant, now) => makeRow(world, tenant, now),
    logger,
  });
  const schemas = new Schemas(snapshot);
  const fixes = new Fixes({
    ...services,
    platform,
    trees,
    requestIndex,
    snapshot,
    schemas,
    statuses,
    drift,
    facts,
    checks: extensions.checks,
  });
  feed.onChange(tenants => {
    statuses.invalidate(tenants);
    summaries.invalidate(tenants);
    drift.invalidate(tenants);
    fixes.invalidate(tenants);
    estate.invalidate(tenants);
  });
  followHeads({ trees, feed, drift, fixes });
  const proposals = new ProposalStore(services.db);
  const integrations = ScmIntegrations.fromConfig(config);
  const access = new TenantAccess({ ...services, platform, directory });
  const look =
    unmanaged &&
    createLook({
      ...services,
      access,
      options: unmanaged,
      kinds,
      platform,
      shared: { snapshot, clusters },
      ...managed({ platform, snapshot, directory }),
    });
  const { promotions, promoting, states } = createPromoting({
    ...services,
    platform,
    trees,
    integrations,
    onChange: tenants => feed.tell(tenants),
  });
  const exposure = new ExposureCheck(services);
  const setup = new SetupCheck({
    kinds: look?.kinds ?? kinds,
    access,
    portal: {
      ...services,
      exposure,
      platform: setupPlatform({ platform, directory, git, integrations }),
    },
    platform: { snapshot, connections, clusters, promotions, enforced },
    ...(look ? { look } : {}),
  });
  const actors = new Actors({
    credentials: readCredentials(config),
    platform,
  });
  const previews = new Previews({
    ...services,
    platform,
    access,
    trees,
    requestIndex,
    directory,
    snapshot,
    schemas,
  });
  const publisher = new Publisher({
    platform,
    git,
    integrations,
    proposals,
    timeline,
  });
  return {
    ...services,
    platform,
    promotions,
    promoting,
    revisions,
    publisher,
    deployers: new Deployers(
      readDeployers(config, platform),
      new IdentityTokens(),
    ),
    reverts: new Reverts({
      access,
      authorOf: caller => authorOfCaller(caller, services.catalog),
      directory,
      git,
      previews,
      publisher,
      requestIndex,
      revisions,
      trees,
    }),
    adoptions: new Adoptions({
      access,
      authorOf: caller => authorOfCaller(caller, services.catalog),
      catalog: services.catalog,
      configured: configuredRules(unmanaged, platform),
      directory,
      extensions,
      git,
      objects: new AdoptableObjects({ connections, platform, snapshot }),
      platform,
      proposals,
      publisher,
      requestIndex,
      rows: new NamespaceRows({ directory, platform, snapshot }),
      schemas,
      snapshot,
      states,
      trees,
    }),
    selfHealing: new SelfHealing({
      access,
      authorOf: caller => authorOfCaller(caller, services.catalog),
      directory,
      git,
      platform,
      previews,
      publisher,
      requestIndex,
      trees,
    }),
    deployments: new Deployments({
      access,
      directory,
      facts,
      git,
      platform,
      previews,
      promotions,
      proposals,
      publisher,
      requestIndex,
      revisions,
      snapshot,
      statuses,
      trees,
      tokens: new DeployTokenStore(services.db),
      proposalState: url => states.of({ url }),
      authorOf: caller => authorOfCaller(caller, services.catalog),
    }),
    imageHistory: new ImageHistory({ git, trees, requestIndex }),
    actors,
    acting: new Acting(
      { access, directory, git, platform, snapshot, statuses, trees },
      actors,
    ),
    integrations,
    access,
    setup,
    ...(look ? { look, unmanaged: look.unmanaged } : {}),
    exposure,
    estate,
    estateFindings: new EstateFindings({
      platform,
      snapshot,
      directory,
      requests: requestIndex,
      facts,
      checks: extensions.checks,
      logger,
    }),
    snapshot,
    connections,
    recentEvents: new RecentEvents({ connections, snapshot }),
    trees,
    requestIndex,
    directory,
    feed,
    statuses,
    summaries,
    differences,
    drift,
    enforcements,
    proposals,
    timeline,
    notices,
    fixes,
    facts,
    previews,
    stages: new RequestStages({
      platform,
      git,
      trees,
      requestIndex,
      statuses,
      promotions,
      proposals,
      revisions,
      states,
      onMerged: (proposal, owner) =>
        void timeline.noteProposal(proposal, 'merged', owner),
      logger,
    }),
  };
}
