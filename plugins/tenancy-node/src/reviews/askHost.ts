import { ServiceUnavailableError } from '@backstage/errors';
import { textOf } from '../bounded';
import type { HostPatience } from './HostPatience';

const TIMEOUT = 20_000;
const MOST_BYTES = 4 * 1024 * 1024;

/** What is read of a refusal, and shown of it. */
const MOST_REFUSAL = 64 * 1024;
const MOST_SHOWN = 200;

/** Where the API of a host is, and what its requests carry. */
export interface HostApi {
  api: string;
  headers: Record<string, string>;
}

/**
 * Asks the API of a host of repositories, in JSON.
 *
 * @throws ServiceUnavailableError where it does not answer, refuses, or answers something else than JSON
 */
export async function askHost(
  { api, headers }: HostApi,
  path: string,
  options: {
    patience: HostPatience;
    body?: object;
    method?: string;
    /** Milliseconds for which it may take. */
    timeout?: number;
  },
): Promise<unknown> {
  const {
    patience,
    body,
    method = body ? 'POST' : 'GET',
    timeout = TIMEOUT,
  } = options;
  const { host } = new URL(api);
  patience.assertMayAsk(host);
  let response: Response;
  try {
    response = await fetch(`${api.replace(/\/+$/, '')}/${path}`, {
      method,
      headers: {
        Accept: 'application/json',
        ...(body ? { 'Content-Type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(timeout),
    });
  } catch (error) {
    throw new ServiceUnavailableError(
      `${host} cannot be asked for pull requests: ${
        Object(error).cause ?? error
      }`,
    );
  }
  patience.assertNotTooOften(host, response);
  if (!response.ok || !response.body) {
    const said = await wordsOf(response);
    throw new ServiceUnavailableError(
      `${host} answered ${response.status} when it was asked for pull requests${
        said ? `: ${said}` : ''
      }${
        [401, 403, 404].includes(response.status)
          ? '. The platform team can see that the credential under integrations may open them'
          : ''
      }`,
    );
  }
  const { body: stream } = response;
  const text = await textOf(stream, MOST_BYTES).catch(error => {
    throw new ServiceUnavailableError(
      `${host} was asked for pull requests, and its answer was not read to the end: ${error}`,
    );
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new ServiceUnavailableError(
      `${host} answered with something that is not JSON when it was asked for pull requests, as a proxy or a sign-in page does`,
    );
  }
}

/** What a host says of a refusal, on one line: `message` of most of them, with the first of the errors of GitHub and Bitbucket. */
async function wordsOf({ body }: Response): Promise<string> {
  try {
    const said = Object(
      JSON.parse(body ? await textOf(body, MOST_REFUSAL) : '{}'),
    );
    const [first] = Array.isArray(said.errors) ? said.errors : [];
    return [
      said.message,
      Object(first).message,
      // Bitbucket Cloud
      Object(said.error).message,
    ]
      .flat()
      .filter(each => typeof each === 'string')
      .join(': ')
      .replace(/[\p{C}\s]+/gu, ' ')
      .trim()
      .slice(0, MOST_SHOWN);
  } catch {
    // A page for people says nothing here.
    return '';
  }
}
