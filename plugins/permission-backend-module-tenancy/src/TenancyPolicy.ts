import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import type { Decide } from './decisions/Decide';

/**
 * Decides by one {@link Decide}, and allows what it leaves open, as a portal without a policy does.
 *
 * @public
 */
export class TenancyPolicy implements PermissionPolicy {
  readonly #decide: Decide;

  constructor(decide: Decide) {
    this.#decide = decide;
  }

  /** Decides on one permission of one caller. */
  async handle(
    query: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    return this.#decide(query, user) ?? { result: AuthorizeResult.ALLOW };
  }
}
