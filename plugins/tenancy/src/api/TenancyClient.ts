import { parseEntityRef } from '@backstage/catalog-model';
import type { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
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

/**
 * {@link TenancyApi} over HTTP, at the address that discovery gives for the plugin `tenancy`.
 *
 * @public
 */
export class TenancyClient implements TenancyApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async getPlatform(): Promise<PlatformView> {
    return this.#json(await this.#request(['platform']));
  }

  async getSetup(
    options?: ReadOptions,
  ): Promise<Tagged<SetupView> | undefined> {
    return this.#read(['setup'], options);
  }

  async getAdoption(
    query: AdoptionQuery,
    signal?: AbortSignal,
  ): Promise<AdoptionNamespaceList> {
    return this.#post(['adoption', 'namespaces'], query, signal);
  }

  async previewAdoption(
    input: AdoptionPreviewInput,
    signal?: AbortSignal,
  ): Promise<AdoptionPreview> {
    return this.#post(['adoption', 'preview'], input, signal);
  }

  async proposeAdoption(input: AdoptionInput): Promise<PublishedView> {
    return this.#send(['adoption', 'propose'], input);
  }

  async getTenants(
    options?: ReadOptions,
  ): Promise<Tagged<TenantListView> | undefined> {
    return this.#read(['tenants'], options);
  }

  async getTenantStatus(
    tenant: string,
    options?: ReadOptions,
  ): Promise<Tagged<TenantStatusView> | undefined> {
    return this.#read(['tenants', tenant, 'status'], options);
  }

  async getEstate(
    options?: ReadOptions,
  ): Promise<Tagged<EstateView> | undefined> {
    return this.#read(['estate'], options);
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
    return this.#json(
      await this.#request(['estate', 'findings'], {}, params.toString()),
    );
  }

  async getEntityStatus(
    entityRef: string,
    options?: ReadOptions,
  ): Promise<Tagged<TenantStatusView> | undefined> {
    return this.#read([...placeOf({ entityRef }), 'status'], options);
  }

  async getSecrets(
    subject: CardSubject,
    options?: ReadOptions,
  ): Promise<Tagged<TenantSecretsView> | undefined> {
    return this.#read([...placeOf(subject), 'secrets'], options);
  }

  async getDrift(
    place: { tenant: string; environment: string },
    options?: ReadOptions,
  ): Promise<Tagged<DriftView> | undefined> {
    const { tenant, environment } = place;
    return this.#read(
      ['tenants', tenant, 'environments', environment, 'drift'],
      options,
      'limit=200',
    );
  }

  async getQuota(
    subject: CardSubject,
    options?: ReadOptions,
  ): Promise<Tagged<TenantQuotaView> | undefined> {
    return this.#read([...placeOf(subject), 'quota'], options);
  }

  async getWorkloads(
    subject: CardSubject,
    options?: ReadOptions,
  ): Promise<Tagged<TenantWorkloadsView> | undefined> {
    return this.#read([...placeOf(subject), 'workloads'], options);
  }

  async getFixes(
    tenant: string,
    options?: ReadOptions,
  ): Promise<Tagged<FixesView> | undefined> {
    return this.#read(['tenants', tenant, 'fixes'], options);
  }

  async getEvents(
    subject: CardSubject,
    options?: ReadOptions,
  ): Promise<Tagged<TenantEventsView> | undefined> {
    return this.#read([...placeOf(subject), 'events'], options);
  }

  async getRequests(
    tenant: string,
    options?: ReadOptions,
  ): Promise<Tagged<RequestListView> | undefined> {
    return this.#read(['tenants', tenant, 'requests'], options);
  }

  async getAccess(
    tenant: string,
    options?: ReadOptions,
  ): Promise<Tagged<TenantAccessView> | undefined> {
    return this.#read(['tenants', tenant, 'access'], options);
  }

  async getFiles(
    tenant: string,
    options?: ReadOptions,
  ): Promise<Tagged<TenantFilesView> | undefined> {
    return this.#read(['tenants', tenant, 'files'], options);
  }

  async getFile(tenant: string, path: string): Promise<TenantFileView> {
    return this.#json(
      await this.#request(
        ['tenants', tenant, 'files', 'content'],
        {},
        new URLSearchParams({ path }).toString(),
      ),
    );
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
    return this.#read(
      ['tenants', tenant, 'changes'],
      options,
      params.toString(),
    );
  }

  async getActions(
    tenant: string,
    options?: ReadOptions,
  ): Promise<Tagged<TenantActionsView> | undefined> {
    return this.#read(['tenants', tenant, 'actions'], options);
  }

  async act<Action extends keyof ActionInputs>(
    { tenant, environment }: { tenant: string; environment: string },
    action: Action,
    input: ActionInputs[Action],
  ): Promise<ActionAccepted> {
    const path = ['tenants', tenant, 'environments', environment, 'actions'];
    return this.#send([...path, action], input);
  }

  async getReverts({
    tenant,
    commit,
  }: {
    tenant: string;
    commit: string;
  }): Promise<RevertListView> {
    return this.#json(
      await this.#request(['tenants', tenant, 'commits', commit, 'requests']),
    );
  }

  async previewRevert(
    request: RequestName,
    { commit }: RevertInput,
  ): Promise<RequestChangeView> {
    return this.#json(
      await this.#request(
        [...requestPath(request), 'revert'],
        {},
        new URLSearchParams({ commit }).toString(),
      ),
    );
  }

  async revert(
    request: RequestName,
    input: RevertInput,
  ): Promise<PublishedView> {
    return this.#send([...requestPath(request), 'revert'], input);
  }

  async getSelfHeal(
    tenant: string,
    options?: ReadOptions,
  ): Promise<Tagged<SelfHealView> | undefined> {
    return this.#read(['tenants', tenant, 'self-heal'], options);
  }

  async previewSelfHeal(
    request: RequestName,
    { environment, until }: SelfHealInput,
  ): Promise<RequestChangeView> {
    return this.#json(
      await this.#request(
        [...requestPath(request), 'self-heal'],
        {},
        new URLSearchParams({
          environment,
          ...(until ? { until } : {}),
        }).toString(),
      ),
    );
  }

  async setSelfHeal(
    request: RequestName,
    input: SelfHealInput,
  ): Promise<PublishedView> {
    return this.#send([...requestPath(request), 'self-heal'], input);
  }

  async getVersions(place: {
    tenant: string;
    workload: string;
  }): Promise<WorkloadVersionsView> {
    return this.#json(
      await this.#request([...workloadPath(place), 'versions']),
    );
  }

  async deploy(
    place: { tenant: string; workload: string },
    input: DeploymentInput,
  ): Promise<DeploymentView> {
    return this.#send([...workloadPath(place), 'deployments'], input);
  }

  async getDeployment(
    place: { tenant: string; workload: string },
    { image, environments = [] }: DeploymentInput,
  ): Promise<DeploymentView> {
    const query = new URLSearchParams([
      ['image', image],
      ...environments.map(name => ['environment', name]),
    ]);
    return this.#json(
      await this.#request(
        [...workloadPath(place), 'deployments'],
        {},
        query.toString(),
      ),
    );
  }

  async getRequest(request: {
    tenant: string;
    kind: string;
    name: string;
  }): Promise<RequestFileView> {
    const { tenant, kind, name } = request;
    return this.#json(
      await this.#request(['tenants', tenant, 'requests', kind, name]),
    );
  }

  async preview(
    input: PreviewInput,
    signal?: AbortSignal,
  ): Promise<PreviewView> {
    return this.#post(['preview'], input, signal);
  }

  async previewPlatform(signal?: AbortSignal): Promise<PreviewView> {
    return this.#post(['platform', 'preview'], {}, signal);
  }

  async checkHostname(question: {
    tenant: string;
    environment: string;
    hostname: string;
    signal?: AbortSignal;
  }): Promise<HostnameView> {
    const { signal, ...query } = question;
    return this.#json(
      await this.#request(
        ['hostnames'],
        { signal },
        new URLSearchParams(query).toString(),
      ),
    );
  }

  /** Sends what acts, once. */
  async #send<T>(path: string[], body: object): Promise<T> {
    const base = await this.#discoveryApi.getBaseUrl('tenancy');
    const response = await this.#fetchApi.fetch(
      `${base}/${path.map(encodeURIComponent).join('/')}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return this.#json(response);
  }

  async #post<T>(
    path: string[],
    body: object,
    signal?: AbortSignal,
  ): Promise<T> {
    return this.#json(
      await this.#request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal,
      }),
    );
  }

  async #read<T>(
    path: string[],
    options: ReadOptions = {},
    query?: string,
  ): Promise<Tagged<T> | undefined> {
    const init: RequestInit = {
      signal: options.signal,
      // The tag is ours to send; the browser's own cache would hide the 304 from us.
      cache: 'no-store',
      headers: options.etag ? { 'if-none-match': options.etag } : {},
    };
    const response = await this.#request(path, init, query);
    if (response.status === 304) {
      return undefined;
    }
    return {
      data: await this.#json<T>(response),
      etag: response.headers.get('etag') ?? undefined,
    };
  }

  async #request(
    path: string[],
    init?: RequestInit,
    query?: string,
  ): Promise<Response> {
    const base = await this.#discoveryApi.getBaseUrl('tenancy');
    const url = `${base}/${path.map(encodeURIComponent).join('/')}`;
    const response = await this.#fetchApi.fetch(
      query ? `${url}?${query}` : url,
      init,
    );
    if (!response.ok && response.status !== 304) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }

  async #json<T>(response: Response): Promise<T> {
    return response.json();
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
