import type {
  GitHttpRequest,
  GitHttpResponse,
  HttpClient,
} from 'isomorphic-git';
import { TooLarge } from './TooLarge';

/**
 * Bounds of one request to a Git remote.
 */
export interface GitHttpLimits {
  /** Milliseconds from the request to the last byte of its answer. */
  timeout: number;
  /** Bytes of an answer. */
  maxBytes: number;
}

/**
 * The HTTP client of isomorphic-git on `fetch`, since the one it ships knows neither time limits nor sizes.
 */
export function createGitHttp(limits: GitHttpLimits): HttpClient {
  return {
    async request(request: GitHttpRequest): Promise<GitHttpResponse> {
      const response = await fetch(request.url, {
        method: request.method ?? 'GET',
        headers: request.headers,
        body: request.body && Buffer.concat(await collect(request.body)),
        signal: AbortSignal.timeout(limits.timeout),
      });
      return {
        url: response.url,
        method: request.method,
        headers: Object.fromEntries(response.headers),
        statusCode: response.status,
        statusMessage: response.statusText,
        body: bounded(response.body, limits.maxBytes),
      };
    },
  };
}

async function collect(
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) {
    chunks.push(chunk);
  }
  return chunks;
}

async function* bounded(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      throw new TooLarge(
        `the answer is larger than the ${maxBytes} bytes allowed`,
      );
    }
    yield chunk;
  }
}
