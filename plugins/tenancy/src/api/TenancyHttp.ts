import type { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import type { ReadOptions, Tagged } from './TenancyApi';

/** How routes of the backend are asked. Each throws a ResponseError for an answer that is none. */
export class TenancyHttp {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async get<T>(
    path: string[],
    options: { signal?: AbortSignal; query?: URLSearchParams } = {},
  ): Promise<T> {
    const { signal, query } = options;
    return json(await this.#request(path, { signal }, query));
  }

  /** Sent once, whatever comes of it: it may act. */
  async post<T>(
    path: string[],
    body: object,
    signal?: AbortSignal,
  ): Promise<T> {
    return json(
      await this.#request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal,
      }),
    );
  }

  /** Undefined where it is still what had that tag. */
  async read<T>(
    path: string[],
    options: ReadOptions = {},
    query?: URLSearchParams,
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
      data: await json<T>(response),
      etag: response.headers.get('etag') ?? undefined,
    };
  }

  async #request(
    path: string[],
    init: RequestInit,
    query?: URLSearchParams,
  ): Promise<Response> {
    const base = await this.#discoveryApi.getBaseUrl('tenancy');
    const url = `${base}/${path.map(encodeURIComponent).join('/')}`;
    const response = await this.#fetchApi.fetch(
      query?.toString() ? `${url}?${query}` : url,
      init,
    );
    if (!response.ok && response.status !== 304) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

async function json<T>(response: Response): Promise<T> {
  return response.json();
}
