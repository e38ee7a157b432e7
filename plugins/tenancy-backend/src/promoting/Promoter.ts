import { isError } from '@backstage/errors';
import type { EnvironmentBranch } from '@groundwork/engine';
import { sleep } from '../clusters/Backoff';
import { FormerBranches } from './FormerBranches';
import { FormerTenants } from './FormerTenants';
import type { Promotions } from './Promotions';
import { Repeated } from './Repeated';
import { PromotionSteps, type StepParts } from './PromotionSteps';
import type { PromotionRow, PromotionStore } from './PromotionStore';
import type { Pending } from './readPending';

/** Branches of tenants that are promoted to at a time: the host of one of them may be slow. */
const AT_ONCE = 4;

/** What promoting needs of the rest. */
export interface PromotingParts extends StepParts {
  promotions: Promotions;
  store: PromotionStore;
}

/**
 * Brings what the requests say to the branches of environments: by a commit, or by a pull request that follows while it waits. What is
 * to be done is told by the branches themselves, so whoever takes over after a crash goes on.
 */
export class Promoter {
  readonly #parts: PromotingParts;
  readonly #isHeld: () => boolean;
  readonly #life = new AbortController();
  readonly #steps: PromotionSteps;
  readonly #former: FormerTenants;
  readonly #formerBranches: FormerBranches;
  /** The heads of branches of tenants at which nothing was left to be done. */
  readonly #done = new Map<string, string>();
  /** By themselves: the host of a tenant's repository that is slow holds up no environment. */
  readonly #environments: Repeated;
  readonly #tenants: Repeated;
  readonly #settled: Repeated;

  /** @param isHeld - whether this replica is the one that promotes */
  constructor(parts: PromotingParts, isHeld: () => boolean) {
    this.#parts = parts;
    this.#isHeld = isHeld;
    this.#steps = new PromotionSteps(parts);
    this.#former = new FormerTenants(parts);
    this.#formerBranches = new FormerBranches(parts, this.#steps);
    const { signal } = this.#life;
    this.#environments = new Repeated(
      () => this.#promoteToEnvironments(),
      signal,
    );
    this.#tenants = new Repeated(() => this.#promoteToTenants(), signal);
    this.#settled = new Repeated(
      () => this.#formerBranches.settle(this.#isHeld),
      signal,
    );
  }

  start(): void {
    const { trees, logger } = this.#parts;
    const { arePromoted } = trees;
    if (arePromoted) {
      trees.onHead(() => void this.run());
    }
    for (const work of arePromoted
      ? [this.#settled, this.#environments, this.#tenants]
      : [this.#settled]) {
      this.#repeat(work).catch(error => {
        logger.error('Promoting ended unexpectedly', error);
      });
    }
  }

  async stop(): Promise<void> {
    this.#life.abort();
    await Promise.all(
      [this.#settled, this.#environments, this.#tenants].map(each =>
        each.ended(),
      ),
    );
  }

  async #repeat(work: Repeated): Promise<void> {
    const { signal } = this.#life;
    while (!signal.aborted) {
      await work.run();
      await sleep(this.#parts.trees.interval, signal);
    }
  }

  /** Promotes all that waits now. Never fails: what can't be done is told with the promotion, and tried again. */
  async run(): Promise<void> {
    await Promise.all([this.#environments.run(), this.#tenants.run()]);
  }

  async #promoteToEnvironments(): Promise<void> {
    const { promotions, trees } = this.#parts;
    await promotions.look();
    for (const branch of trees.branches) {
      if (this.#isHeld() && !this.#life.signal.aborted) {
        await this.#promote(branch);
      }
    }
  }

  async #promoteToTenants(): Promise<void> {
    const { promotions, trees } = this.#parts;
    await this.#former.recall();
    await promotions.look();
    const left = trees.tenants.all();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (
          let branch = left.pop();
          branch && !this.#life.signal.aborted;
          branch = left.pop()
        ) {
          await this.#promoteToTenant(branch);
        }
      }),
    );
  }

  /** As the branch of an environment; there may be thousands, so nothing is asked of one where nothing is to be done. */
  async #promoteToTenant(branch: EnvironmentBranch): Promise<void> {
    const { name } = branch;
    const { promotions, trees } = this.#parts;
    const pending = promotions.pending(branch);
    // What can't be read is told by itself, and is not written to either.
    if (!pending || trees.problem(`branch ${name}`)) {
      return;
    }
    const isHeld = this.#isHeld();
    try {
      if (await this.#former.settle(pending, isHeld)) {
        this.#done.delete(name);
        return;
      }
    } catch (error) {
      this.#parts.logger.debug(`${name} cannot be forgotten: ${error}`);
      return;
    }
    const isDone =
      pending.files.length === 0 && this.#done.get(name) === pending.base;
    if (isHeld && !isDone) {
      const row = await this.#promote(branch);
      if (row?.state === 'done' && row.head === pending.base) {
        this.#done.set(name, pending.base);
      }
    }
  }

  /** Answers how far it then is, where that is known. */
  async #promote(branch: EnvironmentBranch): Promise<PromotionRow | undefined> {
    const { promotions, store, logger } = this.#parts;
    const pending = promotions.pending(branch);
    if (!pending) {
      return undefined;
    }
    if (branch.publish === 'pipeline') {
      return this.#leave(pending);
    }
    try {
      const before = await store.of(branch);
      const row = await this.#steps.next(pending, before);
      if (row && !isSame(row, before)) {
        await store.put(branch, row);
      }
      return row;
    } catch (error) {
      const why = isError(error) ? error.message : String(error);
      const isNew = await this.#fail(branch, why).catch(failed => {
        logger.debug(`That cannot be noted: ${failed}`);
        return true;
      });
      logger[isNew ? 'warn' : 'debug'](
        `Nothing can be promoted to ${branch.name}: ${why}`,
      );
      return undefined;
    }
  }

  /**
   * Leaves a branch to the pipeline: what was proposed before it was told to is closed. Of the branch of a tenant it is kept in mind,
   * for the time when the tenant is gone.
   */
  async #leave({ branch, base }: Pending): Promise<PromotionRow | undefined> {
    const { store, logger } = this.#parts;
    const row: PromotionRow = { state: 'done', why: '', head: base };
    try {
      const before = await store.of(branch);
      await this.#steps.withdraw(branch, before);
      if (before ? before.proposal : branch.tenant) {
        await store.put(branch, row);
      }
      return row;
    } catch (error) {
      const why = isError(error) ? error.message : String(error);
      const isNew = await this.#fail(branch, why).catch(() => false);
      logger[isNew ? 'warn' : 'debug'](
        `${branch.name} is left to its pipeline, but ${why}`,
      );
      return undefined;
    }
  }

  /** Whether that is another failure than the last one. */
  async #fail(branch: EnvironmentBranch, why: string): Promise<boolean> {
    const before = await this.#parts.store.of(branch);
    const row: PromotionRow = { ...before, state: 'failed', why };
    const isNew = !isSame(row, before);
    if (isNew) {
      await this.#parts.store.put(branch, row);
    }
    return isNew;
  }
}

function isSame(row: PromotionRow, before: PromotionRow | undefined): boolean {
  const text = (of: PromotionRow | undefined) =>
    JSON.stringify(
      Object.entries(of ?? {})
        .filter(([, value]) => value !== undefined)
        .sort(),
    );
  return text(row) === text(before);
}
