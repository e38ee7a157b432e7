import { readFile } from 'node:fs/promises';
import { UsageError } from '../UsageError';

/** Milliseconds that a token of GitHub Actions is used; it lives some minutes. */
const githubTerm = 120_000;

const patience = 20_000;

/** Hands out the token to ask the portal with, anew where the last one may have ended. */
export type TokenSource = () => Promise<string>;

/**
 * Where the token comes from: a file, `GROUNDWORK_TOKEN`, or else the identity of a job of GitHub Actions that may have one
 * (`permissions: id-token: write`), for the portal as its audience.
 *
 * @throws UsageError where there is none
 */
export function tokenSource(options: {
  tokenFile?: string;
  audience: string;
  environment: Readonly<Record<string, string | undefined>>;
}): TokenSource {
  const { tokenFile, audience, environment } = options;
  if (tokenFile !== undefined) {
    // Read each time: whoever renews it writes the file again.
    return async () => clean(await read(tokenFile), tokenFile);
  }
  const given = environment.GROUNDWORK_TOKEN;
  if (given) {
    return async () => clean(given, 'GROUNDWORK_TOKEN');
  }
  const url = environment.ACTIONS_ID_TOKEN_REQUEST_URL;
  const bearer = environment.ACTIONS_ID_TOKEN_REQUEST_TOKEN;
  if (!url || !bearer) {
    throw new UsageError(
      'There is no token for the portal. Use --token-file, or set GROUNDWORK_TOKEN; in GitHub Actions give the job the permission id-token: write.',
    );
  }
  let known: { token: string; at: number } | undefined;
  return async () => {
    if (!known || performance.now() - known.at > githubTerm) {
      known = {
        token: clean(
          await githubToken(url, bearer, audience),
          'GitHub Actions',
        ),
        at: performance.now(),
      };
    }
    return known.token;
  };
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`The token cannot be read: ${error}`);
  }
}

function clean(text: string, source: string): string {
  const token = text.trim();
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new UsageError(`${source} holds no token.`);
  }
  return token;
}

async function githubToken(
  url: string,
  bearer: string,
  audience: string,
): Promise<string> {
  const asked = new URL(url);
  asked.searchParams.set('audience', audience);
  const response = await fetch(asked, {
    headers: { authorization: `bearer ${bearer}` },
    signal: AbortSignal.timeout(patience),
  });
  const { value } = Object(await response.json()) as { value?: unknown };
  if (!response.ok || typeof value !== 'string') {
    throw new UsageError(
      `GitHub Actions gave no token (status ${response.status}).`,
    );
  }
  return value;
}
