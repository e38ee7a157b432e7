import { ServiceUnavailableError } from '@backstage/errors';
import {
  createRemoteJWKSet,
  decodeJwt,
  errors,
  jwtVerify,
  type JWTPayload,
} from 'jose';
import { createHash } from 'node:crypto';
import type { OidcBinding } from './Deployer';

const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
];

/** Seconds that clocks may differ. */
const TOLERANCE = 30;

/** How old a token may be whatever it says: jobs are not longer. */
const OLDEST = '24h';

const TIMEOUT = 5_000;

type Keys = ReturnType<typeof createRemoteJWKSet>;

/** A token whose signature, issuer and time are right. */
export interface Identity {
  /** Names this very token among all. */
  id: string;
  /** Whether it is what a binding asks for: the issuer, the audience, and each claim. */
  fits(binding: OidcBinding): boolean;
}

/**
 * Verifies identity tokens of pipelines by the keys that their issuers publish. Only issuers of the configuration are ever asked.
 */
export class IdentityTokens {
  readonly #keys = new Map<string, Promise<Keys>>();

  /**
   * @returns undefined for what is no such token
   * @throws ServiceUnavailableError while the issuer can't be asked for its keys
   */
  async verified(
    token: string,
    bindings: readonly OidcBinding[],
  ): Promise<Identity | undefined> {
    const issuer = issuerOf(token);
    const binding = bindings.find(each => each.issuer === issuer);
    if (!binding) {
      return undefined;
    }
    const keys = await this.#keysOf(binding);
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: binding.issuer,
        algorithms: ALGORITHMS,
        clockTolerance: TOLERANCE,
        maxTokenAge: OLDEST,
        requiredClaims: ['exp', 'iat', 'aud'],
      });
      return {
        id: createHash('sha256')
          .update(
            // Signatures may be written in more than one way; what is signed is one.
            payload.jti === undefined
              ? token.slice(0, token.lastIndexOf('.'))
              : JSON.stringify([payload.iss, payload.jti]),
          )
          .digest('hex'),
        fits: wanted => fits(payload, wanted),
      };
    } catch (error) {
      if (
        error instanceof errors.JWKSTimeout ||
        (error instanceof Error && !(error instanceof errors.JOSEError)) ||
        Object(error).code === 'ERR_JOSE_GENERIC'
      ) {
        throw unanswered(binding.issuer);
      }
      return undefined;
    }
  }

  async #keysOf(binding: OidcBinding): Promise<Keys> {
    const key = JSON.stringify([binding.issuer, binding.jwksUri]);
    const known = this.#keys.get(key);
    if (known) {
      return known;
    }
    const keys = jwksUriOf(binding).then(uri =>
      createRemoteJWKSet(new URL(uri), { timeoutDuration: TIMEOUT }),
    );
    this.#keys.set(key, keys);
    keys.catch(() => this.#keys.delete(key));
    return keys;
  }
}

function fits(payload: JWTPayload, binding: OidcBinding): boolean {
  const audiences = [payload.aud ?? []].flat();
  return (
    payload.iss === binding.issuer &&
    audiences.includes(binding.audience) &&
    Object.entries(binding.claims).every(([name, allowed]) => {
      const value = Object.hasOwn(payload, name) ? payload[name] : undefined;
      return (
        ['string', 'number', 'boolean'].includes(typeof value) &&
        allowed.includes(String(value))
      );
    })
  );
}

/** What it says of itself, not yet verified. */
function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

async function jwksUriOf({ issuer, jwksUri }: OidcBinding): Promise<string> {
  if (jwksUri !== undefined) {
    return jwksUri;
  }
  let said: { issuer?: unknown; jwks_uri?: unknown };
  try {
    const response = await fetch(
      `${bare(issuer)}/.well-known/openid-configuration`,
      { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT) },
    );
    said = Object(await response.json());
  } catch {
    throw unanswered(issuer);
  }
  const { issuer: named, jwks_uri: uri } = said;
  // Who answers for another one is not asked for keys (OpenID Connect Discovery 4.3).
  const isSafe =
    typeof named === 'string' &&
    bare(named) === bare(issuer) &&
    typeof uri === 'string' &&
    URL.canParse(uri) &&
    new URL(uri).protocol === new URL(issuer).protocol;
  if (!isSafe) {
    throw unanswered(issuer);
  }
  return String(uri);
}

function bare(url: string): string {
  return url.replace(/\/$/, '');
}

function unanswered(issuer: string): ServiceUnavailableError {
  return new ServiceUnavailableError(
    `${issuer} can't be asked for the keys that its tokens are signed with. Try again in a moment`,
  );
}
