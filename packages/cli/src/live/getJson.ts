import { request as httpRequest } from 'node:http';
import { RequestOptions, request as httpsRequest } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { Unknown } from '@groundwork/engine';

/** Why an API server gave no answer. */
export class NoAnswer extends Error {
  readonly name = 'NoAnswer';

  constructor(
    readonly unknown: Unknown,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** An API server that sends us away for now. */
class Later extends Error {
  readonly name = 'Later';

  constructor(readonly seconds: number) {
    super();
  }
}

const patience = 20_000;
const mostTries = 5;
const longestWait = 10;

/**
 * Reads JSON from an API server. One that has too many questions is asked again when it says.
 *
 * @throws NoAnswer
 */
export async function getJson(
  url: URL,
  options: RequestOptions,
  accept = 'application/json',
): Promise<unknown> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await getOnce(url, options, accept);
    } catch (error) {
      if (!(error instanceof Later)) {
        throw error;
      }
      if (tries === mostTries) {
        throw refusal(429, url);
      }
      await sleep(error.seconds * 1_000);
    }
  }
}

function getOnce(
  url: URL,
  options: RequestOptions,
  accept: string,
): Promise<unknown> {
  const request = url.protocol === 'http:' ? httpRequest : httpsRequest;
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      {
        ...options,
        method: 'GET',
        headers: { ...options.headers, accept },
        timeout: patience,
      },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('error', cause => reject(failure(cause)));
        response.on('end', () => {
          const { statusCode = 0 } = response;
          const text = Buffer.concat(chunks).toString('utf8');
          if (statusCode === 429) {
            const asked = Number(response.headers['retry-after'] ?? 1);
            reject(new Later(Math.min(asked >= 0 ? asked : 1, longestWait)));
            return;
          }
          if (statusCode !== 200) {
            reject(refusal(statusCode, url));
            return;
          }
          try {
            resolve(JSON.parse(text));
          } catch (cause) {
            reject(
              new NoAnswer('unreachable', `${url.origin} did not answer JSON`, {
                cause,
              }),
            );
          }
        });
      },
    );
    call.on('timeout', () =>
      call.destroy(new NoAnswer('timeout', `${url.origin} did not answer`)),
    );
    call.on('error', cause => reject(failure(cause)));
    call.end();
  });
}

function refusal(status: number, { pathname }: URL): NoAnswer {
  const words: Record<number, Unknown> = {
    401: 'unauthorized',
    403: 'forbidden',
    404: 'notServed',
    504: 'timeout',
  };
  return new NoAnswer(
    words[status] ?? 'unreachable',
    `${pathname} answered ${status}`,
  );
}

function failure(cause: Error & { code?: string }): NoAnswer {
  if (cause instanceof NoAnswer) {
    return cause;
  }
  const isTls = /CERT|SSL|TLS|SELF_SIGNED|ALTNAME/.test(cause.code ?? '');
  return new NoAnswer(isTls ? 'tls' : 'unreachable', cause.message, { cause });
}
