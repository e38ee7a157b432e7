import {
  DefaultGithubCredentialsProvider,
  type ScmIntegrations,
} from '@backstage/integration';
import {
  cut,
  isSame,
  listed,
  partsOf,
  type ReviewHost,
  text,
} from './ReviewHost';
import { stateOfWord } from './stateOfWord';

/** Characters that GitHub takes. */
const TITLE = 256;
const BODY = 65_536;

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
    urlOf: ({ head, base, html_url: url }, { branch }) =>
      Object(head).ref === branch &&
      // A fork may be in the same organization.
      isOf(Object(head).repo, Object(base).repo)
        ? text(url)
        : undefined,
    create: ({ branch: head, title, body }, base) => ({
      path,
      body: { title: cut(title, TITLE), body: cut(body, BODY), base, head },
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

/** Whether a branch is of the repository itself; of a fork that is gone there is none. */
function isOf(repository: unknown, own: unknown): boolean {
  return repository !== null && isSame(Object(repository).id, Object(own).id);
}
