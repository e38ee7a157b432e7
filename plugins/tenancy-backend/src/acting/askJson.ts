import { ServiceUnavailableError } from '@backstage/errors';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';

const MAX_BYTES = 8 * 1024 * 1024;
const TIMEOUT = 15_000;

/** What one request sends, and how much of an answer it waits for. */
export interface Asking extends RequestOptions {
  json?: unknown;
  /** Content type of `json`. */
  type?: string;
  /** Most bytes of an answer. Default: 8 MiB. */
  mostBytes?: number;
  /** Milliseconds until the answer is whole. Default: 15 s. */
  timeout?: number;
}

/** An answer with JSON, or with the text that stood in its place. */
export interface JsonAnswer {
  status: number;
  body: unknown;
}

/**
 * Sends one request and reads its answer, bounded in time and size. Redirects are not followed: the credential is for this address.
 *
 * @param who - what is asked, for the error
 * @throws ServiceUnavailableError if nobody answered; whether the request arrived is not known then
 */
export function askJson(
  who: string,
  url: URL,
  options: Asking,
): Promise<JsonAnswer> {
  const {
    json,
    type = 'application/json',
    mostBytes = MAX_BYTES,
    timeout = TIMEOUT,
    ...rest
  } = options;
  const send = url.protocol === 'http:' ? httpRequest : httpsRequest;
  return new Promise((resolve, reject) => {
    const fail = (error: Error) =>
      reject(
        new ServiceUnavailableError(
          `${who} does not answer (${error.message}). Whether it heard of this is not known: look at the card before you try again`,
        ),
      );
    const request = send(
      url,
      {
        ...rest,
        headers: {
          Accept: 'application/json',
          ...rest.headers,
          ...(json === undefined ? {} : { 'Content-Type': type }),
        },
        signal: AbortSignal.timeout(timeout),
      },
      response => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > mostBytes) {
            response.destroy(new Error('its answer is too long'));
          } else {
            chunks.push(chunk);
          }
        });
        response.on('error', fail);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            body: parsed(Buffer.concat(chunks).toString('utf8')),
          }),
        );
      },
    );
    request.on('error', fail);
    request.end(json === undefined ? undefined : JSON.stringify(json));
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What an API server or Argo CD says of a refusal, cut to a length that people read. */
export function messageOf({ body, status }: JsonAnswer): string {
  const said =
    typeof body === 'object' && body !== null && 'message' in body
      ? body.message
      : body;
  return typeof said === 'string' && said.trim() !== ''
    ? said.replace(/\s+/g, ' ').slice(0, 500)
    : `status ${status}`;
}
