import {
  DefaultGithubCredentialsProvider,
  type ScmIntegrations,
} from '@backstage/integration';
import { listed, partsOf, type ReviewHost, text } from './ReviewHost';
import { stateOfWord } from './stateOfWord';

/** GitHub and GitHub Enterprise (REST API, pulls). */
export async function githubHost(
  page: string,
  integrations: ScmIntegrations,
): Promise<ReviewHost> {
  const [owner, repo] = partsOf(page);
  const path = `repos/${owner}/${repo}/pulls`;
  const { headers } = await DefaultGithubCredentialsProvider.fromIntegrations(
    integrations,
  ).getCredentials({ url: page });
  return {
    api: integrations.github.byUrl(page)?.config.apiBaseUrl ?? '',
    headers: headers ?? {},
    list: ({ branch, base }) => {
      const head = `${owner}:${branch}`;
      const query = new URLSearchParams({ state: 'open', base, head });
      return { path: `${path}?${query}` };
    },
    itemsIn: listed,
    urlOf: ({ head, html_url: url }, { branch }) =>
      Object(head).ref === branch ? text(url) : undefined,
    create: ({ branch: head, title, body }, base) => ({
      path,
      body: { title, body, base, head },
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
