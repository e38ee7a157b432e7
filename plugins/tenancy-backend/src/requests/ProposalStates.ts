import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  DefaultGithubCredentialsProvider,
  DefaultGitlabCredentialsProvider,
  getGiteaRequestOptions,
  type ScmIntegrations,
} from '@backstage/integration';
import { textOf } from '../clusters/streams';
import { HostPatience } from '../proposing/HostPatience';
import { gitlabProject } from '../proposing/gitlabProject';
import type { Proposal } from './ProposalStore';

/** What the host says of a pull or merge request. */
export type ProposalState = 'open' | 'merged' | 'closed' | 'unknown';

const MAX_AGE = 60_000;
const TIMEOUT = 5_000;
const GITHUB = /^\/([^/]+)\/([^/]+)\/pull\/(\d+)/;
const GITEA = /\/([^/]+)\/([^/]+)\/pulls\/(\d+)\/?$/;
const GITLAB = /^\/.+?\/-\/merge_requests\/(\d+)/;

/**
 * Asks GitHub, GitLab and Gitea what became of a proposal, at most once a minute for each. Of other hosts nothing is known.
 */
export class ProposalStates {
  readonly #integrations: ScmIntegrations;
  readonly #logger: LoggerService;
  readonly #patience = new HostPatience();
  readonly #known = new Map<string, { at: number; state: ProposalState }>();

  constructor(options: {
    integrations: ScmIntegrations;
    logger: LoggerService;
  }) {
    this.#integrations = options.integrations;
    this.#logger = options.logger;
  }

  async of({ url }: Pick<Proposal, 'url'>): Promise<ProposalState> {
    const known = this.#known.get(url);
    if (known && Math.abs(Date.now() - known.at) < MAX_AGE) {
      return known.state;
    }
    const state = await this.#ask(url).catch((error): ProposalState => {
      this.#logger.debug(`The state of ${url} is unknown: ${error}`);
      return 'unknown';
    });
    this.#known.set(url, { at: Date.now(), state });
    return state;
  }

  async #ask(url: string): Promise<ProposalState> {
    const { pathname } = new URL(url);
    switch (this.#integrations.byUrl(url)?.type) {
      case 'github':
        return this.#askGithub(url, pathname);
      case 'gitlab':
        return this.#askGitlab(url, pathname);
      case 'gitea':
        return this.#askGitea(url, pathname);
      default:
        return 'unknown';
    }
  }

  async #askGithub(url: string, pathname: string): Promise<ProposalState> {
    const [, owner, repo, number] = GITHUB.exec(pathname) ?? [];
    const base = this.#integrations.github.byUrl(url)?.config.apiBaseUrl;
    if (!base || !number) {
      return 'unknown';
    }
    const { headers } = await DefaultGithubCredentialsProvider.fromIntegrations(
      this.#integrations,
    ).getCredentials({ url });
    const { state, merged } = await this.#getJson(
      `${base}/repos/${owner}/${repo}/pulls/${number}`,
      headers,
    );
    return merged === true ? 'merged' : stateOf(state);
  }

  /** Forgejo is asked the same; either may lie below a path. */
  async #askGitea(url: string, pathname: string): Promise<ProposalState> {
    const [, owner, repo, number] = GITEA.exec(pathname) ?? [];
    const config = this.#integrations.gitea.byUrl(url)?.config;
    if (!config || !number) {
      return 'unknown';
    }
    const base = (config.baseUrl ?? new URL(url).origin).replace(/\/+$/, '');
    const { headers } = getGiteaRequestOptions(config);
    const { state, merged } = await this.#getJson(
      `${base}/api/v1/repos/${owner}/${repo}/pulls/${number}`,
      headers,
    );
    return merged === true ? 'merged' : stateOf(state);
  }

  async #askGitlab(url: string, pathname: string): Promise<ProposalState> {
    const [, number] = GITLAB.exec(pathname) ?? [];
    const base = this.#integrations.gitlab.byUrl(url)?.config.apiBaseUrl;
    if (!base || !number) {
      return 'unknown';
    }
    const { headers } = await DefaultGitlabCredentialsProvider.fromIntegrations(
      this.#integrations,
    ).getCredentials({ url });
    const { state } = await this.#getJson(
      `${base}/projects/${encodeURIComponent(
        gitlabProject(url, this.#integrations),
      )}/merge_requests/${number}`,
      headers,
    );
    return stateOf(state);
  }

  async #getJson(
    url: string,
    headers: HeadersInit | undefined,
  ): Promise<{ state?: unknown; merged?: unknown }> {
    const { host } = new URL(url);
    this.#patience.assertMayAsk(host);
    const response = await fetch(url, {
      headers: {
        Accept: 'application/json',
        ...Object.fromEntries(new Headers(headers)),
      },
      signal: AbortSignal.timeout(TIMEOUT),
    });
    this.#patience.assertNotTooOften(host, response);
    if (!response.ok || !response.body) {
      throw new Error(`status ${response.status}`);
    }
    // An answer of any of them has some 30 KB.
    return JSON.parse(await textOf(response.body, 1024 * 1024));
  }
}

function stateOf(state: unknown): ProposalState {
  switch (state) {
    case 'open':
    case 'opened':
    case 'locked':
      return 'open';
    case 'merged':
    case 'closed':
      return state;
    default:
      return 'unknown';
  }
}
