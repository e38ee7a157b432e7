import { AuthenticationError } from '@backstage/errors';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Deployer } from './Deployer';
import type { IdentityTokens } from './IdentityTokens';

const LONGEST = 16 * 1024;

/** Who presents a credential that is known. */
export interface Presented {
  /** What it may do; of an identity token maybe several workloads. */
  deployers: readonly Deployer[];
  /** Names an identity token among all, so that it deploys once; absent of a token that stands in the configuration. */
  tokenId?: string;
}

/**
 * Tells pipelines by their credentials.
 */
export class Deployers {
  readonly #deployers: readonly Deployer[];
  readonly #identities: IdentityTokens;

  constructor(deployers: readonly Deployer[], identities: IdentityTokens) {
    this.#deployers = deployers;
    this.#identities = identities;
  }

  /**
   * @param authorization - the header, as it came
   * @throws AuthenticationError, the same for all that is not known; ServiceUnavailableError while an issuer can't be asked for its keys
   */
  async of(authorization: string | undefined): Promise<Presented> {
    const [, token] =
      /^Bearer ([\x21-\x7e]+)$/i.exec(authorization ?? '') ?? [];
    if (!token || token.length > LONGEST) {
      throw unknownCredential();
    }
    const hash = createHash('sha256').update(token).digest();
    // All are compared, so that the time tells nothing of where it differs.
    const own = this.#deployers.filter(
      ({ tokens }) =>
        tokens.filter(each => timingSafeEqual(each, hash)).length > 0,
    );
    if (own.length > 0) {
      return { deployers: own };
    }
    const bindings = this.#deployers.flatMap(({ oidc }) => oidc ?? []);
    const identity = await this.#identities.verified(token, bindings);
    const bound = this.#deployers.filter(
      ({ oidc }) => oidc && identity?.fits(oidc),
    );
    if (!identity || bound.length === 0) {
      throw unknownCredential();
    }
    return { deployers: bound, tokenId: identity.id };
  }
}

function unknownCredential(): AuthenticationError {
  return new AuthenticationError(
    'This credential is not known here. The platform team can bind one to a workload (tenancy.deployers)',
  );
}
