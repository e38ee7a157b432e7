import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError, ServiceUnavailableError } from '@backstage/errors';
import type {
  OperationView,
  PlatformView,
  PreviewInput,
  PreviewView,
  PublishedView,
  RequestChangeView,
  RequestFileView,
  RequestName,
  SyncInput,
  TenantStatusView,
} from '@groundwork/backstage-plugin-tenancy-common';
import { askPatiently } from './askPatiently';
import type {
  Proposal,
  RequestChange,
  RequestDocument,
  TenancyRenderer,
} from './TenancyRenderer';

const timeout = 60_000;

/** Longer than a backend takes to restart, in milliseconds. */
const PATIENCE = 45_000;

/**
 * Asks tenancy-backend over HTTP, on behalf of the initiator. All that is asked can be asked twice, so a backend that is away
 * for a moment is waited for.
 */
export class BackendRenderer implements TenancyRenderer {
  readonly #discovery: DiscoveryService;
  readonly #auth: AuthService;
  readonly #patience: number;
  readonly #isElsewhere: boolean;

  private constructor(options: BackendRendererOptions) {
    this.#discovery = options.discovery;
    this.#auth = options.auth;
    this.#patience = options.patience ?? PATIENCE;
    this.#isElsewhere = options.isElsewhere ?? false;
  }

  static create(options: BackendRendererOptions) {
    return new BackendRenderer(options);
  }

  /** False when no such plugin answers; any other trouble is thrown, since it must not silently cost the live checks. */
  async isInstalled(credentials: BackstageCredentials): Promise<boolean> {
    try {
      await this.platform(credentials);
      return true;
    } catch (error) {
      if (error instanceof ResponseError && error.statusCode === 404) {
        return false;
      }
      throw error;
    }
  }

  platform(credentials: BackstageCredentials) {
    return this.#request<PlatformView>(credentials, 'platform');
  }

  async request(
    { kind, tenant, name }: RequestName,
    credentials: BackstageCredentials,
  ): Promise<RequestDocument | undefined> {
    const path = requestPathOf({ kind, tenant, name });
    try {
      const { request } = await this.#request<RequestFileView>(
        credentials,
        path,
      );
      return request as RequestDocument;
    } catch (error) {
      if (error instanceof ResponseError && error.statusCode === 404) {
        return undefined;
      }
      throw error;
    }
  }

  preview(input: PreviewInput, credentials: BackstageCredentials) {
    return this.#request<PreviewView>(credentials, 'preview', input);
  }

  previewPlatform(
    credentials: BackstageCredentials,
    { fresh = false }: { fresh?: boolean } = {},
  ) {
    return this.#request<PreviewView>(
      credentials,
      'platform/preview',
      fresh ? { fresh } : {},
    );
  }

  /** Who asks for a status asks again anyhow. */
  status(tenant: string, credentials: BackstageCredentials) {
    return this.#ask<TenantStatusView>(
      credentials,
      `tenants/${encodeURIComponent(tenant)}/status`,
    );
  }

  /** The key of the sync makes a second question no second sync. */
  async sync(
    place: { tenant: string; environment: string },
    input: SyncInput,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    await this.#request(credentials, `${pathOf(place)}/actions/sync`, input);
    return true;
  }

  operation(
    place: { tenant: string; environment: string; application: string },
    credentials: BackstageCredentials,
  ) {
    const application = encodeURIComponent(place.application);
    return this.#request<OperationView>(
      credentials,
      `${pathOf(place)}/applications/${application}/operation`,
    );
  }

  previewChange(
    request: RequestName,
    { what, input: { ...fields } }: RequestChange,
    credentials: BackstageCredentials,
  ) {
    const query = new URLSearchParams(
      Object.entries(fields).filter(
        (field): field is [string, string] => typeof field[1] === 'string',
      ),
    );
    return this.#request<RequestChangeView>(
      credentials,
      `${requestPathOf(request)}/${what}?${query}`,
    );
  }

  /** Asked once: nobody could tell a second time from somebody else's. */
  change(
    request: RequestName,
    { what, input }: RequestChange,
    credentials: BackstageCredentials,
  ) {
    return this.#ask<PublishedView>(
      credentials,
      `${requestPathOf(request)}/${what}`,
      input,
    );
  }

  async registerProposal(
    proposal: Proposal,
    credentials: BackstageCredentials,
  ): Promise<void> {
    await this.#request(credentials, 'proposals', proposal);
  }

  #request<T>(
    credentials: BackstageCredentials,
    path: string,
    body?: unknown,
  ): Promise<T> {
    return askPatiently(
      () => this.#ask<T>(credentials, path, body),
      this.#patience,
    );
  }

  async #ask<T>(
    credentials: BackstageCredentials,
    path: string,
    body?: unknown,
  ): Promise<T> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: 'tenancy',
    });
    const base = await this.#discovery.getBaseUrl('tenancy');
    const response = await fetch(`${base}/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(timeout),
    });
    if (!response.ok) {
      const error = await ResponseError.fromResponse(response);
      if (this.#isElsewhere && isOfNobody(error)) {
        throw new ServiceUnavailableError(
          `nothing is at ${base}, where discovery.endpoints has it`,
        );
      }
      throw error;
    }
    return response.status === 204
      ? (undefined as T)
      : ((await response.json()) as T);
  }
}

interface BackendRendererOptions {
  discovery: DiscoveryService;
  auth: AuthService;
  /** How many milliseconds a backend that is away is waited for. */
  patience?: number;
  /** Whether it is known to run in a deployment of its own. */
  isElsewhere?: boolean;
}

/** What a proxy answers, or a backend that has just begun to start: the plugin itself says what it does not find. */
function isOfNobody({ statusCode, cause }: ResponseError): boolean {
  return statusCode === 404 && cause.name !== 'NotFoundError';
}

function requestPathOf({ kind, tenant, name }: RequestName): string {
  return ['tenants', tenant, 'requests', kind, name]
    .map(encodeURIComponent)
    .join('/');
}

function pathOf(place: { tenant: string; environment: string }): string {
  const tenant = encodeURIComponent(place.tenant);
  return `tenants/${tenant}/environments/${encodeURIComponent(
    place.environment,
  )}`;
}
