import { InputError } from '@backstage/errors';
import { TooLarge } from './TooLarge';
import type { PlainRequest, PlainResponse } from './worker/messages';

/**
 * Bounds of one request to a Git remote.
 */
interface GitHttpLimits {
  /** Milliseconds from the request to the last byte of its answer. */
  timeout: number;
  /** Bytes of an answer. */
  maxBytes: number;
}

/** Makes one request to a remote. */
type GitHttp = (
  request: PlainRequest,
  signal: AbortSignal,
) => Promise<{ response: PlainResponse; body: AsyncIterable<Uint8Array> }>;

const MOST_REDIRECTS = 5;
const QUESTION = '/info/refs?service=';

/**
 * Requests to one Git remote on `fetch`, with time limits and sizes. As `git` does, it follows a remote that moved when it
 * first asks, and then asks there; but only on the same host, since the credential is for that.
 */
export function createGitHttp(
  url: string,
  limits: GitHttpLimits,
  credentials: () => Promise<Record<string, string>>,
): GitHttp {
  let base = url;
  return async (request, signal) => {
    const path = request.url.slice(url.length);
    const isQuestion = path.startsWith(QUESTION);
    // Whoever moved once may move back.
    let at = isQuestion ? request.url : `${base}${path}`;
    for (let hops = 0; ; hops += 1) {
      const response = await fetch(at, {
        method: request.method ?? 'GET',
        headers: { ...request.headers, ...(await credentials()) },
        body: request.body,
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(limits.timeout)]),
      });
      const next =
        isQuestion && hops < MOST_REDIRECTS
          ? redirectOf(response, at)
          : undefined;
      if (next === undefined) {
        if (isQuestion && response.ok) {
          base = at.slice(0, at.indexOf(QUESTION));
        }
        return {
          response: {
            url: at,
            method: request.method,
            headers: Object.fromEntries(response.headers),
            statusCode: response.status,
            statusMessage: response.statusText,
          },
          body: bounded(
            response.body,
            Math.min(limits.maxBytes, request.maxBytes ?? Infinity),
          ),
        };
      }
      await response.body?.cancel();
      at = next;
    }
  };
}

function redirectOf(response: Response, from: string): string | undefined {
  const location = response.headers.get('location');
  if (response.status < 300 || response.status > 399 || !location) {
    return undefined;
  }
  const before = new URL(from);
  const after = URL.canParse(location, from) ? new URL(location, from) : before;
  const isSafer = before.protocol === 'http:' && after.protocol === 'https:';
  const isSameHost =
    after.host === before.host ||
    (isSafer && after.hostname === before.hostname);
  if (
    !isSameHost ||
    (after.protocol !== before.protocol && !isSafer) ||
    !`${after.pathname}${after.search}`.includes(QUESTION)
  ) {
    throw new InputError(
      `Git remote ${before.origin}${before.pathname.replace(
        /\/info\/refs$/,
        '',
      )} has moved to ${
        after.host
      }, which is not followed since the credential is for ${
        before.host
      }; name its new address in tenancy.repository`,
    );
  }
  return after.toString();
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
