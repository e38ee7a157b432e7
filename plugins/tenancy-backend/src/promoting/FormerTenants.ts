import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  type EnvironmentBranch,
  type Platform,
  tenantBranches,
} from '@groundwork/engine';
import type { GitTrees } from '../git/GitTrees';
import type { Promotions } from './Promotions';
import type { PromotionStore } from './PromotionStore';
import type { Pending } from './readPending';

interface Parts {
  platform: Platform;
  trees: GitTrees;
  promotions: Promotions;
  store: PromotionStore;
  logger: LoggerService;
}

/**
 * Branches of tenants that are gone, or left an environment. What was promoted there is taken away as anything that is not rendered
 * any more; until it is, the branch is followed, also after a start of the portal.
 */
export class FormerTenants {
  readonly #parts: Parts;
  readonly #told = new Set<string>();
  #isRecalled = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Looks once for branches to which something was promoted before the start. */
  async recall(): Promise<void> {
    const { platform, trees, store, logger } = this.#parts;
    if (this.#isRecalled || !trees.tenants.areThere) {
      return;
    }
    try {
      const kept: EnvironmentBranch[] = [];
      for (const { tenant, isAt } of await store.ofTenants()) {
        kept.push(...tenantBranches(platform, tenant).filter(isAt));
      }
      trees.tenants.keep(kept);
      this.#isRecalled = true;
    } catch (error) {
      logger.debug(`Where was promoted to before is unknown: ${error}`);
    }
  }

  /** Whether nothing is left to be done on the branch of a tenant that is gone: it is forgotten then. */
  async settle(
    { branch, isEmpty, files }: Pending,
    isWriter: boolean,
  ): Promise<boolean> {
    const { trees, promotions, store, logger } = this.#parts;
    if (!trees.tenants.isFormer(`branch ${branch.name}`)) {
      this.#told.delete(branch.name);
      return false;
    }
    if (isEmpty) {
      if (isWriter) {
        await store.drop(branch);
      }
      trees.forget(branch);
      promotions.forget(branch);
      this.#told.delete(branch.name);
      return true;
    }
    if (!this.#told.has(branch.name)) {
      this.#told.add(branch.name);
      logger.warn(
        `${branch.tenant} is not in ${
          branch.name.split('/')[0]
        } any more, and branch ${branch.branch} of ${
          branch.url
        } still holds what was promoted there: ${
          files.length
        } files are to be removed (publish: ${branch.publish})`,
      );
    }
    return false;
  }
}
