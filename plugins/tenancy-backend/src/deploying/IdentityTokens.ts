import { decodeJwt, errors, jwtVerify, type JWTPayload } from 'jose';
import { createHash } from 'node:crypto';
import type { OidcBinding } from './Deployer';
import { PublishedKeys } from './PublishedKeys';

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
  readonly #keys = new Map<string, PublishedKeys>();

  /**
   * @returns undefined for what is no such token
   * @throws ServiceUnavailableError while the issuer cannot be asked for its keys
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
    const keys = this.#keysOf(binding);
    try {
      const { payload } = await jwtVerify(token, keys.find, {
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
      if (error instanceof errors.JOSEError) {
        return undefined;
      }
      throw error;
    }
  }

  #keysOf(binding: OidcBinding): PublishedKeys {
    const key = JSON.stringify([binding.issuer, binding.jwksUri]);
    const keys = this.#keys.get(key) ?? new PublishedKeys(binding);
    this.#keys.set(key, keys);
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
