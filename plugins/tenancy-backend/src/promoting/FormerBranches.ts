import { isError } from '@backstage/errors';
import { type Platform, samePlace, tenantBranches } from '@groundwork/engine';
import type { PromotionSteps, StepParts } from './PromotionSteps';
import type { PromotedBranch, PromotionStore } from './PromotionStore';

type Parts = Pick<
  StepParts,
  'platform' | 'trees' | 'hosts' | 'git' | 'logger'
> & { store: PromotionStore };

/**
 * Branches that nothing is promoted to any more, since an environment was given another one, or is gone. What was proposed to them is
 * closed: whoever merges it brings something that nobody takes back.
 */
export class FormerBranches {
  readonly #parts: Parts;
  readonly #withdraw: PromotionSteps['withdraw'];
  readonly #told = new Set<string>();
  /** Which branches there are changes with a start alone, of this replica or of another. */
  #isSettled = false;

  constructor(parts: Parts, steps: PromotionSteps) {
    this.#parts = parts;
    this.#withdraw = (branch, before) => steps.withdraw(branch, before);
  }

  /** Closes what is open. Never fails: what can't be closed is told once, and tried again. */
  async settle(isWriter: () => boolean): Promise<void> {
    const { platform, trees, store, logger } = this.#parts;
    if (!isWriter()) {
      // Who promotes meanwhile may have another configuration.
      this.#isSettled = false;
      return;
    }
    if (this.#isSettled) {
      return;
    }
    try {
      await store.place(tenant => [
        ...trees.branches,
        ...(tenant === undefined ? [] : tenantBranches(platform, tenant)),
      ]);
      let isSettled = true;
      for (const { branch, row } of await store.proposed()) {
        if (!isPromotedTo(branch, trees.branches, platform)) {
          isSettled =
            isWriter() && (await this.#close(branch, row)) && isSettled;
        }
      }
      this.#isSettled = isSettled;
    } catch (error) {
      logger.debug(`What was proposed before is unknown: ${error}`);
    }
  }

  async #close(
    branch: PromotedBranch,
    row: Parameters<PromotionSteps['withdraw']>[1],
  ): Promise<boolean> {
    const { hosts, git, store, logger } = this.#parts;
    const what = `Nothing is promoted to branch ${branch.branch} of ${branch.url} any more (${branch.name})`;
    try {
      if (hosts.knows(git.pageUrl(branch))) {
        await this.#withdraw(branch, row);
      } else {
        logger.warn(
          `${what}, and the portal cannot close pull requests there. Close ${
            row?.url ?? `the one of branch ${row?.proposal}`
          } if it is open`,
        );
      }
      await store.drop(branch);
      return true;
    } catch (error) {
      const why = isError(error) ? error.message : String(error);
      const isNew = !this.#told.has(why);
      this.#told.add(why);
      logger[isNew ? 'warn' : 'debug'](`${what}, but ${why}`);
      return false;
    }
  }
}

function isPromotedTo(
  { url, branch, tenant }: PromotedBranch,
  environments: readonly PromotedBranch[],
  platform: Platform,
): boolean {
  const own = tenant === undefined ? [] : tenantBranches(platform, tenant);
  return [...environments, ...own].some(
    each => samePlace(each.url, url) && each.branch === branch,
  );
}
