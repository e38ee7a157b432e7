import {
  getGiteaRequestOptions,
  type ScmIntegrations,
} from '@backstage/integration';
import { isSame, listed, partsOf, type ReviewHost, text } from './ReviewHost';
import { stateOfWord } from './stateOfWord';

/** Requests on a page, if the host allows as many. */
const PAGE = 50;

/** Gitea and Forgejo (API v1, pulls); either may lie below a path of its host. */
export async function giteaHost(
  page: string,
  integrations: ScmIntegrations,
): Promise<ReviewHost> {
  const config = integrations.gitea.byUrl(page)?.config;
  const base = (config?.baseUrl ?? new URL(page).origin).replace(/\/+$/, '');
  const [owner, repo] = partsOf(page);
  const path = `repos/${owner}/${repo}/pulls`;
  const { headers = {} } = config ? getGiteaRequestOptions(config) : {};
  return {
    api: `${base}/api/v1`,
    headers: Object.fromEntries(new Headers(headers)),
    list: () => ({
      path: `${path}?state=open&sort=recentupdate&limit=${PAGE}`,
      isPaged: true,
    }),
    itemsIn: listed,
    urlOf: (item, between) => {
      const from = Object(item.head);
      const to = Object(item.base);
      return from.ref === between.branch &&
        isSame(to.ref, between.base) &&
        isSame(from.repo_id, to.repo_id)
        ? text(item.html_url)
        : undefined;
    },
    create: ({ branch: head, title, body }, to) => ({
      path,
      body: { title, body, base: to, head },
    }),
    close: number => ({
      method: 'PATCH',
      path: `${path}/${number}`,
      body: { state: 'closed' },
    }),
    one: number => `${path}/${number}`,
    stateOf: ({ state, merged }) =>
      merged === true ? 'merged' : stateOfWord(state),
  };
}
