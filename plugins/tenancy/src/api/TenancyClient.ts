import { parseEntityRef } from '@backstage/catalog-model';
import type { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
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
import type {
  ChangeQuery,
  FindingQuery,
  CardSubject,
  ReadOptions,
  Tagged,
  TenancyApi,
} from './TenancyApi';
import { TenancyHttp } from './TenancyHttp';

/**
 * {@link TenancyApi} over HTTP, at the address that discovery gives for the plugin `tenancy`.
 *
 * @public
 */
export class TenancyClient implements TenancyApi {
  readonly #http: TenancyHttp;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#http = new TenancyHttp(options);
  }

  async getPlatform(): Promise<PlatformView> {
    return this.#http.get(['platform']);
  }

  async getSetup(
    options?: ReadOptions,
  ): Promise<Tagged<SetupView> | undefined> {
    return this.#http.read(['setup'], options);
  }

  async getAdoption(
    query: AdoptionQuery,
    signal?: AbortSignal,
  ): Promise<AdoptionNamespaceList> {
    return this.#http.post(['adoption', 'namespaces'], query, signal);
  }

  async previewAdoption(
    input: AdoptionPreviewInput,
    signal?: AbortSignal,
  ): Promise<AdoptionPreview> {
    return this.#http.post(['adoption', 'preview'], input, signal);
  }

  async proposeAdoption(input: AdoptionInput): Promise<PublishedView> {
    return this.#http.post(['adoption', 'propose'], input);
  }

  async getTenants(
    options?: ReadOptions,
  ): Promise<Tagged<TenantListView> | undefined> {
    return this.#http.read(['tenants'], options);
  }

  async getTenantStatus(
    tenant: string,
    options?: ReadOptions,
  ): Promise<Tagged<TenantStatusView> | undefined> {
    return this.#http.read(['tenants', tenant, 'status'], options);
  }

  async getEstate(
    options?: ReadOptions,
  ): Promise<Tagged<EstateView> | undefined> {
    return this.#http.read(['estate'], options);
  }

  async getEstateFindings(
    query: FindingQuery = {},
  ): Promise<EstateFindingsView> {
    const { code, offset, limit } = query;
    const params = new URLSearchParams({
      ...(code ? { code } : {}),
      ...(offset ? { offset: `${offset}` } : {}),
      ...(limit ? { limit: `${limit}` } : {}),
    });
    return this.#http.get(['estate', 'findings'], { query: params });
  }

  async getEntityStatus(
    entityRef: string,
    options: ReadOptions & { environment?: string } = {},
  ): Promise<Tagged<TenantStatusView> | undefined> {
    const { environment, ...rest } = options;
    return this.#card({ entityRef, environment }, 'status', rest);
  }

  async getSecrets(
    subject: CardSubject,
    options?: ReadOptions,
  ): Promise<Tagged<TenantSecretsView> | undefined> {
    return this.#card(subject, 'secrets', options);
  }

  async getDrift(
    place: { tenant: string; environment: string },
    options?: ReadOptions,
  ): Promise<Tagged<DriftView> | undefined> {
    const { tenant, environment } = place;
    return this.#http.read(
      ['tenants', tenant, 'environments', environment, 'drift'],
      options,
      new URLSearchParams({ limit: '200' }),
    );
  }

  async getQuota(
    subject: CardSubject,
    options?: ReadOptions,
  ): Promise<Tagged<TenantQuotaView> | undefined> {
    return this.#card(subject, 'quota', options);
  }

  async getWorkloads(
    subject: CardSubject,
    options?: ReadOptions,
  ): Promise<Tagged<TenantWorkloadsView> | undefined> {
    return this.#card(subject, 'workloads', options);
  }

  async getFixes(
    tenant: string,
    options?: ReadOptions,
  ): Promise<Tagged<FixesView> | undefined> {
    return this.#http.read(['tenants', tenant, 'fixes'], options);
  }

  async getEvents(
    subject: CardSubject,
    options?: ReadOptions,
  ): Promise<Tagged<TenantEventsView> | undefined> {
    return this.#card(subject, 'events', options);
  }

  async getRequests(
    tenant: string,
    options?: ReadOptions,
  ): Promise<Tagged<RequestListView> | undefined> {
    return this.#http.read(['tenants', tenant, 'requests'], options);
  }

  async getEnforcement(
    tenant: string,
    options?: ReadOptions,
  ): Promise<Tagged<EnforcementView> | undefined> {
    return this.#http.read(['tenants', tenant, 'enforcement'], options);
  }

  async getAccess(
    tenant: string,
    options?: ReadOptions,
  ): Promise<Tagged<TenantAccessView> | undefined> {
    return this.#http.read(['tenants', tenant, 'access'], options);
  }

  async getFiles(
    tenant: string,
    options?: ReadOptions,
  ): Promise<Tagged<TenantFilesView> | undefined> {
    return this.#http.read(['tenants', tenant, 'files'], options);
  }

  async getFile(tenant: string, path: string): Promise<TenantFileView> {
    return this.#http.get(['tenants', tenant, 'files', 'content'], {
      query: new URLSearchParams({ path }),
    });
  }

  async getChanges(
    tenant: string,
    query: ChangeQuery = {},
    options?: ReadOptions,
  ): Promise<Tagged<ChangeListView> | undefined> {
    const { environment, kinds = [], before } = query;
    const params = new URLSearchParams({
      ...(environment ? { environment } : {}),
      ...(kinds.length > 0 ? { kind: kinds.join(',') } : {}),
      ...(before ? { before } : {}),
    });
    return this.#http.read(['tenants', tenant, 'changes'], options, params);
  }

  async getActions(
    tenant: string,
    options?: ReadOptions,
  ): Promise<Tagged<TenantActionsView> | undefined> {
    return this.#http.read(['tenants', tenant, 'actions'], options);
  }

  async act<Action extends keyof ActionInputs>(
    { tenant, environment }: { tenant: string; environment: string },
    action: Action,
    input: ActionInputs[Action],
  ): Promise<ActionAccepted> {
    const path = ['tenants', tenant, 'environments', environment, 'actions'];
    return this.#http.post([...path, action], input);
  }

  async getReverts({
    tenant,
    commit,
  }: {
    tenant: string;
    commit: string;
  }): Promise<RevertListView> {
    return this.#http.get(['tenants', tenant, 'commits', commit, 'requests']);
  }

  async previewRevert(
    request: RequestName,
    { commit }: RevertInput,
  ): Promise<RequestChangeView> {
    return this.#http.get([...requestPath(request), 'revert'], {
      query: new URLSearchParams({ commit }),
    });
  }

  async revert(
    request: RequestName,
    input: RevertInput,
  ): Promise<PublishedView> {
    return this.#http.post([...requestPath(request), 'revert'], input);
  }

  async getSelfHeal(
    tenant: string,
    options?: ReadOptions,
  ): Promise<Tagged<SelfHealView> | undefined> {
    return this.#http.read(['tenants', tenant, 'self-heal'], options);
  }

  async previewSelfHeal(
    request: RequestName,
    { environment, until }: SelfHealInput,
  ): Promise<RequestChangeView> {
    return this.#http.get([...requestPath(request), 'self-heal'], {
      query: new URLSearchParams({
        environment,
        ...(until ? { until } : {}),
      }),
    });
  }

  async setSelfHeal(
    request: RequestName,
    input: SelfHealInput,
  ): Promise<PublishedView> {
    return this.#http.post([...requestPath(request), 'self-heal'], input);
  }

  async getVersions(place: {
    tenant: string;
    workload: string;
  }): Promise<WorkloadVersionsView> {
    return this.#http.get([...workloadPath(place), 'versions']);
  }

  async deploy(
    place: { tenant: string; workload: string },
    input: DeploymentInput,
  ): Promise<DeploymentView> {
    return this.#http.post([...workloadPath(place), 'deployments'], input);
  }

  async getDeployment(
    place: { tenant: string; workload: string },
    { image, environments = [] }: DeploymentInput,
  ): Promise<DeploymentView> {
    const query = new URLSearchParams([
      ['image', image],
      ...environments.map(name => ['environment', name]),
    ]);
    return this.#http.get([...workloadPath(place), 'deployments'], {
      query: query,
    });
  }

  async getRequest(request: {
    tenant: string;
    kind: string;
    name: string;
  }): Promise<RequestFileView> {
    const { tenant, kind, name } = request;
    return this.#http.get(['tenants', tenant, 'requests', kind, name]);
  }

  async preview(
    input: PreviewInput,
    signal?: AbortSignal,
  ): Promise<PreviewView> {
    return this.#http.post(['preview'], input, signal);
  }

  async previewPlatform(signal?: AbortSignal): Promise<PreviewView> {
    return this.#http.post(['platform', 'preview'], {}, signal);
  }

  async checkHostname(question: {
    tenant: string;
    environment: string;
    hostname: string;
    signal?: AbortSignal;
  }): Promise<HostnameView> {
    const { signal, ...query } = question;
    return this.#http.get(['hostnames'], {
      signal,
      query: new URLSearchParams(query),
    });
  }

  async #card<View>(
    subject: CardSubject,
    card: string,
    options?: ReadOptions,
  ): Promise<Tagged<View> | undefined> {
    const only = 'entityRef' in subject ? subject.environment : undefined;
    return this.#http.read(
      [...placeOf(subject), card],
      options,
      only === undefined
        ? undefined
        : new URLSearchParams({ environment: only }),
    );
  }
}

function placeOf(subject: CardSubject): string[] {
  if ('tenant' in subject) {
    return ['tenants', subject.tenant];
  }
  const { kind, namespace, name } = parseEntityRef(subject.entityRef);
  return ['entities', kind, namespace, name];
}

function requestPath({ tenant, kind, name }: RequestName): string[] {
  return ['tenants', tenant, 'requests', kind, name];
}

function workloadPath(place: { tenant: string; workload: string }): string[] {
  return ['tenants', place.tenant, 'workloads', place.workload];
}
