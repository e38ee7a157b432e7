import type { IdentityApi } from '@backstage/frontend-plugin-api';

/** An identity that also forgets the choice of user when it signs out. */
export class ForgettingIdentity implements IdentityApi {
  readonly #identity: IdentityApi;
  readonly #forget: () => void;

  constructor(identity: IdentityApi, forget: () => void) {
    this.#identity = identity;
    this.#forget = forget;
  }

  getProfileInfo() {
    return this.#identity.getProfileInfo();
  }

  getBackstageIdentity() {
    return this.#identity.getBackstageIdentity();
  }

  getCredentials() {
    return this.#identity.getCredentials();
  }

  async signOut() {
    this.#forget();
    await this.#identity.signOut();
  }
}
