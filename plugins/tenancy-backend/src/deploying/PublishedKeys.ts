import { ServiceUnavailableError } from '@backstage/errors';
import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { askJson } from '../acting/askJson';
import type { OidcBinding } from './Deployer';

/** Milliseconds that keys are believed without asking again. */
const MAX_AGE = 600_000;

/** Milliseconds between questions: anybody can write a token that names a key which nobody has. */
const PAUSE = 30_000;

const TIMEOUT = 5_000;

/** Issuers publish some kilobytes. */
const MOST_BYTES = 512 * 1024;

/**
 * The keys that an issuer publishes, asked for when they are old or when a token names one that is not among them. Answers are
 * bounded in size and time, and redirects are not followed. `createRemoteJWKSet` of jose bounds no size.
 */
export class PublishedKeys {
  readonly #binding: Pick<OidcBinding, 'issuer' | 'jwksUri'>;
  readonly #now: () => number;
  #known: { keys: JWTVerifyGetKey; at: number } | undefined;
  #asking: Promise<JWTVerifyGetKey> | undefined;

  constructor(
    binding: Pick<OidcBinding, 'issuer' | 'jwksUri'>,
    now: () => number = () => performance.now(),
  ) {
    this.#binding = binding;
    this.#now = now;
  }

  /**
   * The key that a token names, for `jwtVerify`.
   *
   * @throws ServiceUnavailableError while the issuer can't be asked
   */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    const known = this.#known;
    const age = known ? this.#now() - known.at : Infinity;
    const keys = known && age < MAX_AGE ? known.keys : await this.#ask();
    try {
      return await keys(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey && age >= PAUSE) {
        const fresh = keys === known?.keys ? await this.#ask() : keys;
        return fresh(header, token);
      }
      throw error;
    }
  };

  #ask(): Promise<JWTVerifyGetKey> {
    this.#asking ??= this.#read().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #read(): Promise<JWTVerifyGetKey> {
    const set = await this.#json(await this.#address());
    try {
      const keys = createLocalJWKSet(set as { keys: [] });
      this.#known = { keys, at: this.#now() };
      return keys;
    } catch {
      throw this.#unanswered();
    }
  }

  async #address(): Promise<string> {
    const { issuer, jwksUri } = this.#binding;
    if (jwksUri !== undefined) {
      return jwksUri;
    }
    const { issuer: named, jwks_uri: uri } = Object(
      await this.#json(`${bare(issuer)}/.well-known/openid-configuration`),
    );
    // Who answers for another one is not asked for keys (OpenID Connect Discovery 4.3).
    const isSafe =
      typeof named === 'string' &&
      bare(named) === bare(issuer) &&
      typeof uri === 'string' &&
      URL.canParse(uri) &&
      new URL(uri).protocol === new URL(issuer).protocol;
    if (!isSafe) {
      throw this.#unanswered();
    }
    return uri;
  }

  async #json(url: string): Promise<unknown> {
    const { issuer } = this.#binding;
    let answer: Awaited<ReturnType<typeof askJson>>;
    try {
      answer = await askJson(issuer, new URL(url), {
        timeout: TIMEOUT,
        mostBytes: MOST_BYTES,
      });
    } catch {
      throw this.#unanswered();
    }
    if (answer.status !== 200) {
      throw this.#unanswered();
    }
    return answer.body;
  }

  #unanswered(): ServiceUnavailableError {
    return new ServiceUnavailableError(
      `${
        this.#binding.issuer
      } cannot be asked for the keys that its tokens are signed with. Try again in a moment`,
    );
  }
}

function bare(url: string): string {
  return url.replace(/\/$/, '');
}
