import type {
  AdoptionInput,
  AdoptionNamespaceList,
  AdoptionPreview,
  AdoptionPreviewInput,
  AdoptionQuery,
  ChangeListView,
  ActionAccepted,
  ActionInputs,
  DeploymentInput,
  DeploymentView,
  DriftView,
  EnforcementView,
  EstateFindingsView,
  EstateView,
  FixesView,
  HostnameView,
  PlatformView,
  PreviewInput,
  PreviewView,
  PublishedView,
  RequestChangeView,
  RequestFileView,
  RequestListView,
  RequestName,
  RevertInput,
  RevertListView,
  SelfHealInput,
  SelfHealView,
  SetupView,
  TenantAccessView,
  TenantActionsView,
  TenantFilesView,
  TenantFileView,
  TenantEventsView,
  TenantListView,
  TenantQuotaView,
  TenantSecretsView,
  TenantStatusView,
  TenantWorkloadsView,
  WorkloadVersionsView,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { ChangeKind } from '@groundwork/engine';

/**
 * An answer with the tag that the server gave it. Sent back with the next question, the tag spares both
 * sides the work when nothing changed.
 *
 * @public
 */
export interface Tagged<T> {
  data: T;
  etag?: string;
}

/**
 * Options of a read that is asked again and again.
 *
 * @public
 */
export interface ReadOptions {
  /** Tag of the answer at hand; the read resolves to undefined when that answer still holds. */
  etag?: string;
  signal?: AbortSignal;
}

/**
 * What of a timeline is asked for: everything where nothing is said. `before` is `next` of the answer with what is newer.
 *
 * @public
 */
export interface ChangeQuery {
  environment?: string;
  kinds?: readonly ChangeKind[];
  before?: string;
}

/**
 * Which findings are asked for. `offset` is `next` of the answer with those before; at most 1,000 at a time.
 *
 * @public
 */
export interface FindingQuery {
  code?: string;
  offset?: number;
  limit?: number;
}

/**
 * Whose card is asked for: that of a tenant, or of the one that a catalog entity (`component:default/shop`) stands for or points
 * at. An entity that is no tenant's may be looked at itself: its answer says so by `unmanaged`. With `environment` it is asked for
 * there alone: an environment of a tenant; of what is no tenant a place as cards name it, a cluster, or `cluster/namespace`.
 *
 * @public
 */
export type CardSubject =
  | { tenant: string }
  | { entityRef: string; environment?: string };

/**
 * The tenancy backend as the browser sees it. All reads throw `ResponseError` of `@backstage/errors`
 * when the backend refuses, and whatever `fetch` throws when it cannot be reached.
 *
 * @public
 */
export interface TenancyApi {
  /** What forms need to know of the platform. */
  getPlatform(): Promise<PlatformView>;
  /**
   * What the portal is connected to, which rights it lacks, and what that costs. Only for platform admins, but where nothing is
   * configured: then it tells everybody how to begin.
   */
  getSetup(options?: ReadOptions): Promise<Tagged<SetupView> | undefined>;
  /** A page of the namespaces that are there, with whose they would be by rules; for platform admins. Nothing is written. */
  getAdoption(
    query: AdoptionQuery,
    signal?: AbortSignal,
  ): Promise<AdoptionNamespaceList>;
  /** What would become of the tenants that rules make; for platform admins. Nothing is written. */
  previewAdoption(
    input: AdoptionPreviewInput,
    signal?: AbortSignal,
  ): Promise<AdoptionPreview>;
  /** Brings one of them to Git. */
  proposeAdoption(input: AdoptionInput): Promise<PublishedView>;
  /** The tenants that the caller may see. */
  getTenants(
    options?: ReadOptions,
  ): Promise<Tagged<TenantListView> | undefined>;
  /** What is wrong, drifts and runs out, over the tenants that the caller may see. */
  getEstate(options?: ReadOptions): Promise<Tagged<EstateView> | undefined>;
  /** What the checks found over them: of one code or of all, page by page, worst first. */
  getEstateFindings(query?: FindingQuery): Promise<EstateFindingsView>;
  /** Everything that the cards of one tenant show. */
  getTenantStatus(
    tenant: string,
    options?: ReadOptions,
  ): Promise<Tagged<TenantStatusView> | undefined>;
  /**
   * The same for the tenant that a catalog entity (`component:default/shop`) stands for or points at. With `environment` of that
   * place alone, where it is no tenant's.
   */
  getEntityStatus(
    entityRef: string,
    options?: ReadOptions & { environment?: string },
  ): Promise<Tagged<TenantStatusView> | undefined>;
  /** What the cluster of an environment holds otherwise than Git, worst first: the first 200 objects. */
  getDrift(
    place: { tenant: string; environment: string },
    options?: ReadOptions,
  ): Promise<Tagged<DriftView> | undefined>;
  /** ExternalSecrets and certificates, never a value. */
  getSecrets(
    subject: CardSubject,
    options?: ReadOptions,
  ): Promise<Tagged<TenantSecretsView> | undefined>;
  /** What is used of what may be used, and by whom. */
  getQuota(
    subject: CardSubject,
    options?: ReadOptions,
  ): Promise<Tagged<TenantQuotaView> | undefined>;
  /** What runs, and why not where not. */
  getWorkloads(
    subject: CardSubject,
    options?: ReadOptions,
  ): Promise<Tagged<TenantWorkloadsView> | undefined>;
  /** What happened to the objects of a tenant in the last hour. */
  getEvents(
    subject: CardSubject,
    options?: ReadOptions,
  ): Promise<Tagged<TenantEventsView> | undefined>;
  /** The requests of a tenant and how far each has come. */
  getRequests(
    tenant: string,
    options?: ReadOptions,
  ): Promise<Tagged<RequestListView> | undefined>;
  /** Who may do what in the namespaces of a tenant. */
  getAccess(
    tenant: string,
    options?: ReadOptions,
  ): Promise<Tagged<TenantAccessView> | undefined>;
  /** What would become of a tenant that is reported only, were it held to everything. */
  getEnforcement(
    tenant: string,
    options?: ReadOptions,
  ): Promise<Tagged<EnforcementView> | undefined>;
  /** The files that Git holds for a tenant. */
  getFiles(
    tenant: string,
    options?: ReadOptions,
  ): Promise<Tagged<TenantFilesView> | undefined>;
  /** One of them, without what may be a secret. */
  getFile(tenant: string, path: string): Promise<TenantFileView>;
  /** What happened to a tenant, newest first. */
  getChanges(
    tenant: string,
    query?: ChangeQuery,
    options?: ReadOptions,
  ): Promise<Tagged<ChangeListView> | undefined>;
  /** What the caller may do with what runs of a tenant, and what is being done. */
  getActions(
    tenant: string,
    options?: ReadOptions,
  ): Promise<Tagged<TenantActionsView> | undefined>;
  /** Acts on what runs of a tenant in an environment. Never sent twice by itself. */
  act<Action extends keyof ActionInputs>(
    place: { tenant: string; environment: string },
    action: Action,
    input: ActionInputs[Action],
  ): Promise<ActionAccepted>;
  /** The edits that would put right what is wrong with a tenant. */
  getFixes(
    tenant: string,
    options?: ReadOptions,
  ): Promise<Tagged<FixesView> | undefined>;
  /** The requests of a tenant that a commit changed. */
  getReverts(place: {
    tenant: string;
    commit: string;
  }): Promise<RevertListView>;
  /** What taking back a commit of a request would write. */
  previewRevert(
    request: RequestName,
    input: RevertInput,
  ): Promise<RequestChangeView>;
  /** Takes back what a commit changed of a request. Never sent twice by itself. */
  revert(request: RequestName, input: RevertInput): Promise<PublishedView>;
  /** What of a tenant has its self-heal paused, and can have. */
  getSelfHeal(
    tenant: string,
    options?: ReadOptions,
  ): Promise<Tagged<SelfHealView> | undefined>;
  /** What a pause of self-heal, or its end, would write. */
  previewSelfHeal(
    request: RequestName,
    input: SelfHealInput,
  ): Promise<RequestChangeView>;
  /** Pauses or resumes self-heal. Never sent twice by itself. */
  setSelfHeal(
    request: RequestName,
    input: SelfHealInput,
  ): Promise<PublishedView>;
  /** The versions of a workload that are known. */
  getVersions(place: {
    tenant: string;
    workload: string;
  }): Promise<WorkloadVersionsView>;
  /** Has environments run a version. Never sent twice by itself. */
  deploy(
    place: { tenant: string; workload: string },
    input: DeploymentInput,
  ): Promise<DeploymentView>;
  /** How far a version has come. */
  getDeployment(
    place: { tenant: string; workload: string },
    input: DeploymentInput,
  ): Promise<DeploymentView>;
  /** One request file, to fill a change form. */
  getRequest(request: {
    tenant: string;
    kind: string;
    name: string;
  }): Promise<RequestFileView>;
  /** What a request would write and what speaks against it. Writes nothing. */
  preview(input: PreviewInput, signal?: AbortSignal): Promise<PreviewView>;
  /** What rendering the guard rails again would write. Only for platform admins. */
  previewPlatform(signal?: AbortSignal): Promise<PreviewView>;
  /** Whether a tenant can have a hostname in an environment. The holder of a taken name is never told. */
  checkHostname(question: {
    tenant: string;
    environment: string;
    hostname: string;
    signal?: AbortSignal;
  }): Promise<HostnameView>;
}
