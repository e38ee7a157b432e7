import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import type { ScmIntegrations } from '@backstage/integration';
import type { GitBranch } from '../git';
import { askHost } from './askHost';
import { HostPatience } from './HostPatience';
import {
  type Between,
  type Fields,
  knowsReviews,
  type Review,
  type ReviewHost,
  reviewHostOf,
  type ReviewState,
} from './hosts';

/** Of hosts that can't be asked for one branch this many pages are read. */
const MOST_PAGES = 20;

/** Milliseconds until somebody who looks at a page no longer waits. */
const STATE_TIMEOUT = 5_000;

/** The page of a repository and the number of a pull or merge request, on the hosts that are known. */
const REQUEST =
  /^(.+)\/(?:-\/merge_requests|pulls?|pull-requests|pullrequest)\/(\d+)(?:\/.*)?$/;

/** What is open for a branch, and whether that is all: of a long list the rest is not known. */
interface Open {
  found: Array<{ url: string; item: Fields }>;
  isAll: boolean;
}

/**
 * Opens pull and merge requests of branches that were pushed, with the credentials of Backstage's `integrations`. GitHub, GitLab, Azure
 * DevOps, Bitbucket (Cloud and Data Center) and Gitea are known.
 *
 * @public
 */
export class ReviewHosts {
  readonly #integrations: ScmIntegrations;
  readonly #patience = new HostPatience();

  constructor(integrations: ScmIntegrations) {
    this.#integrations = integrations;
  }

  /** Whether requests can be opened at the host of a repository. */
  knows(page: string): boolean {
    return knowsReviews(page, this.#integrations);
  }

  /**
   * The address of the open request for a branch, which is opened where there is none.
   *
   * @throws ConflictError for a host that is not known; ServiceUnavailableError where it does not take it
   */
  async open(
    { branch: base }: GitBranch,
    page: string,
    review: Review,
  ): Promise<string> {
    const { branch } = review;
    const host = await this.#hostOf(page);
    const { found } = await this.#open(host, { branch, base });
    if (found.length > 0) {
      return found[0].url;
    }
    const { path, body } = host.create(review, base);
    const made = await askHost(host, path, { patience: this.#patience, body });
    const url = host.urlOf(Object(made), { branch, base });
    if (url === undefined) {
      throw new ServiceUnavailableError(
        `${host.api} opened a pull request of branch ${branch} and did not say where it is`,
      );
    }
    return url;
  }

  /**
   * Closes the open request for a branch without merging it. Does nothing where there is none.
   *
   * @param of - `url` as `open` answered it, where that is known
   * @throws as `open`
   */
  async close(
    { branch: base }: GitBranch,
    page: string,
    { branch, url }: { branch: string; url?: string },
  ): Promise<void> {
    const host = await this.#hostOf(page);
    const { found, isAll } = await this.#open(host, { branch, base });
    const known = new Map(found.map(each => [each.url, each.item]));
    if (!isAll && url && !known.has(url)) {
      known.set(url, {});
    }
    for (const [each, item] of known) {
      const [number] = /\d+(?=\/?$)/.exec(new URL(each).pathname) ?? [];
      if (number !== undefined) {
        const { path, ...request } = host.close(number, item);
        await askHost(host, path, { patience: this.#patience, ...request });
      }
    }
  }

  /**
   * What became of a request, by its address; unknown where the host is not known, or says something else.
   *
   * @throws ServiceUnavailableError where the host can't be asked
   */
  async stateOf(url: string): Promise<ReviewState> {
    const { origin, pathname } = new URL(url);
    const [, page, number] = REQUEST.exec(`${origin}${pathname}`) ?? [];
    // A credential that is asked for elsewhere may not come.
    const host = page
      ? await inTime(reviewHostOf(page, this.#integrations))
      : undefined;
    if (!host) {
      return 'unknown';
    }
    const answer = await askHost(host, host.one(number), {
      patience: this.#patience,
      timeout: STATE_TIMEOUT,
    });
    return host.stateOf(Object(answer));
  }

  async #open(host: ReviewHost, between: Between): Promise<Open> {
    const { path, isPaged } = host.list(between);
    if (!isPaged) {
      const items = await this.#items(host, path);
      return { found: foundIn(items, host, between), isAll: true };
    }
    let first: number | undefined;
    for (let number = 1; number <= MOST_PAGES; number += 1) {
      const items = await this.#items(host, `${path}&page=${number}`);
      const found = foundIn(items, host, between);
      // A host may give less on a page than it was asked for.
      first ??= items.length;
      if (found.length > 0 || items.length === 0 || items.length < first) {
        return { found, isAll: true };
      }
    }
    return { found: [], isAll: false };
  }

  async #items(host: ReviewHost, path: string): Promise<unknown[]> {
    const answer = await askHost(host, path, { patience: this.#patience });
    const items = host.itemsIn(answer);
    if (!items) {
      // That none is open must not be read out of it.
      throw new ServiceUnavailableError(
        `${
          new URL(host.api).host
        } was asked for open pull requests and did not answer with a list`,
      );
    }
    return items;
  }

  async #hostOf(page: string): Promise<ReviewHost> {
    const host = await reviewHostOf(page, this.#integrations);
    if (!host) {
      throw new ConflictError(
        `The portal cannot open pull requests at the host of ${page} by itself. Use a template with the publish action of that host (action tenancy:deploy)`,
      );
    }
    return host;
  }
}

function foundIn(
  items: readonly unknown[],
  host: ReviewHost,
  between: Between,
): Open['found'] {
  return items.flatMap(each => {
    const item: Fields = Object(each);
    const url = host.urlOf(item, between);
    return url === undefined ? [] : [{ url, item }];
  });
}

/** @throws ServiceUnavailableError where it takes longer than anybody waits */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new ServiceUnavailableError('no credential came in time')),
      STATE_TIMEOUT,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
