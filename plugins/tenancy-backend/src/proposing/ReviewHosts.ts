import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  DefaultGitlabCredentialsProvider,
  getGiteaRequestOptions,
  type ScmIntegrations,
} from '@backstage/integration';
import type { GitBranch } from '@groundwork/backstage-plugin-tenancy-node';
import { gitlabProject } from './gitlabProject';
import { askHost, type HostApi } from './askHost';
import { HostPatience } from './HostPatience';

/** Of hosts that can't be asked for one branch this many pages are read, with as many on each if the host allows. */
const MOST_PAGES = 20;
const PAGE = 50;

/** A change that waits for review: a branch with one commit. */
export interface Review {
  branch: string;
  title: string;
  body: string;
}

/** How one repository's host is asked. */
interface Host extends HostApi {
  /** Lists what is open, as the host answers it; page by page where it can't be asked for one branch. */
  list: { path: string; isPaged?: true };
  create: { path: string; body: object };
  /** Closes the request with this number. */
  close(number: string): { method: string; path: string; body: object };
  /** Address of a pull or merge request in an answer; undefined for one of another branch, and of a fork with one called alike. */
  urlOf(item: Record<string, unknown>): string | undefined;
}

/**
 * Opens pull and merge requests of branches that were pushed, with the credentials of Backstage's `integrations`. GitHub, GitLab and
 * Gitea are known.
 */
export class ReviewHosts {
  readonly #integrations: ScmIntegrations;
  readonly #patience = new HostPatience();

  constructor(integrations: ScmIntegrations) {
    this.#integrations = integrations;
  }

  /** Whether requests can be opened at the host of a repository. */
  knows(page: string): boolean {
    const type = this.#integrations.byUrl(page)?.type;
    return type !== undefined && ['github', 'gitlab', 'gitea'].includes(type);
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
    const host = await this.#hostOf(page, base, review);
    const { found } = await this.#listed(host);
    if (found.length > 0) {
      return found[0];
    }
    const { path, body } = host.create;
    const made = await askHost(host, path, { patience: this.#patience, body });
    const url = host.urlOf(Object(made));
    if (url === undefined) {
      throw new ServiceUnavailableError(
        `${host.api} opened a pull request of branch ${review.branch} and did not say where it is`,
      );
    }
    return url;
  }

  /**
   * Closes the open request for a branch without merging it. Does nothing where there is none.
   *
   * @param url - as `open` answered it, where that is known
   * @throws as `open`
   */
  async close(
    { branch: base }: GitBranch,
    page: string,
    { url, ...review }: Review & { url?: string },
  ): Promise<void> {
    const host = await this.#hostOf(page, base, review);
    const { found, isAll } = await this.#listed(host);
    const all = isAll || !url ? found : [...found, url];
    for (const each of new Set(all)) {
      const [number] = /\d+(?=\/?$)/.exec(new URL(each).pathname) ?? [];
      if (number !== undefined) {
        const { path, ...request } = host.close(number);
        await askHost(host, path, { patience: this.#patience, ...request });
      }
    }
  }

  /** What is open for the branch, and whether that is all: of a long list the rest is not known. */
  async #listed(host: Host): Promise<{ found: string[]; isAll: boolean }> {
    const { path, isPaged } = host.list;
    if (!isPaged) {
      return { found: urlsIn(await this.#page(host, path), host), isAll: true };
    }
    let first: number | undefined;
    for (let number = 1; number <= MOST_PAGES; number += 1) {
      const items = await this.#page(host, `${path}&page=${number}`);
      const found = urlsIn(items, host);
      // A host may give less on a page than it was asked for.
      first ??= items.length;
      if (found.length > 0 || items.length === 0 || items.length < first) {
        return { found, isAll: true };
      }
    }
    return { found: [], isAll: false };
  }

  async #page(host: Host, path: string): Promise<unknown[]> {
    const open = await askHost(host, path, { patience: this.#patience });
    if (!Array.isArray(open)) {
      // That none is open must not be read out of it.
      throw new ServiceUnavailableError(
        `${
          new URL(host.api).host
        } was asked for open pull requests and did not answer with a list`,
      );
    }
    return open;
  }

  async #hostOf(page: string, base: string, review: Review): Promise<Host> {
    const { branch, title, body } = review;
    const [owner, repo] = partsOf(page);
    const integrations = this.#integrations;
    switch (integrations.byUrl(page)?.type) {
      case 'github': {
        const { headers } =
          await DefaultGithubCredentialsProvider.fromIntegrations(
            integrations,
          ).getCredentials({ url: page });
        const query = new URLSearchParams({
          state: 'open',
          base,
          head: `${owner}:${branch}`,
        });
        const path = `repos/${owner}/${repo}/pulls`;
        return {
          api: integrations.github.byUrl(page)?.config.apiBaseUrl ?? '',
          headers: headers ?? {},
          list: { path: `${path}?${query}` },
          create: { path, body: { title, body, base, head: branch } },
          close: closing(path),
          urlOf: item =>
            Object(item.head).ref === branch ? text(item.html_url) : undefined,
        };
      }
      case 'gitlab': {
        const { headers } =
          await DefaultGitlabCredentialsProvider.fromIntegrations(
            integrations,
          ).getCredentials({ url: page });
        const query = new URLSearchParams({
          state: 'opened',
          source_branch: branch,
          target_branch: base,
        });
        const path = `projects/${encodeURIComponent(
          gitlabProject(page, integrations),
        )}/merge_requests`;
        return {
          api: integrations.gitlab.byUrl(page)?.config.apiBaseUrl ?? '',
          headers: headers ?? {},
          list: { path: `${path}?${query}` },
          create: {
            path,
            body: {
              source_branch: branch,
              target_branch: base,
              title,
              description: body,
              remove_source_branch: true,
            },
          },
          close: number => ({
            method: 'PUT',
            path: `${path}/${number}`,
            body: { state_event: 'close' },
          }),
          urlOf: item =>
            item.source_branch === branch &&
            isSame(item.source_project_id, item.target_project_id)
              ? text(item.web_url)
              : undefined,
        };
      }
      case 'gitea': {
        const config = integrations.gitea.byUrl(page)?.config;
        const path = `repos/${owner}/${repo}/pulls`;
        return {
          api: `${config?.baseUrl ?? new URL(page).origin}/api/v1`,
          headers: config
            ? (getGiteaRequestOptions(config).headers as Record<
                string,
                string
              >) ?? {}
            : {},
          list: {
            path: `${path}?state=open&sort=recentupdate&limit=${PAGE}`,
            isPaged: true,
          },
          create: { path, body: { title, body, base, head: branch } },
          close: closing(path),
          urlOf: item => {
            const from = Object(item.head);
            const to = Object(item.base);
            return from.ref === branch &&
              isSame(to.ref, base) &&
              isSame(from.repo_id, to.repo_id)
              ? text(item.html_url)
              : undefined;
          },
        };
      }
      default:
        throw new ConflictError(
          `The portal cannot open pull requests at the host of ${page} by itself. Use a template with the publish action of that host (action tenancy:deploy)`,
        );
    }
  }
}

function closing(path: string): Host['close'] {
  return number => ({
    method: 'PATCH',
    path: `${path}/${number}`,
    body: { state: 'closed' },
  });
}

function partsOf(page: string): [owner: string, repo: string] {
  const parts = new URL(page).pathname
    .replace(/\.git\/?$/, '')
    .split('/')
    .filter(Boolean)
    .map(decodeURIComponent);
  const [owner = '', repo = ''] = parts.slice(-2).map(encodeURIComponent);
  return [owner, repo];
}

function urlsIn(items: readonly unknown[], host: Host): string[] {
  return items.flatMap(item => host.urlOf(Object(item)) ?? []);
}

/** Where a host tells only one of two they are taken for the same. */
function isSame(one: unknown, other: unknown): boolean {
  return one === undefined || other === undefined || one === other;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
