import {
  DefaultAzureDevOpsCredentialsProvider,
  type ScmIntegrations,
} from '@backstage/integration';
import { cut, listedIn, type ReviewHost } from './ReviewHost';
import { stateOfWord } from './stateOfWord';

/** Characters that Azure DevOps takes. */
const TITLE = 400;
const DESCRIPTION = 4_000;

/** Azure DevOps Server 2020 knows it, too. */
const VERSION = 'api-version=6.0';

const HEADS = 'refs/heads/';

/** Azure DevOps (REST API, pull requests). */
export async function azureHost(
  page: string,
  integrations: ScmIntegrations,
): Promise<ReviewHost> {
  const found = await DefaultAzureDevOpsCredentialsProvider.fromIntegrations(
    integrations,
  ).getCredentials({ url: page });
  const { project, repository } = placeOf(page);
  const path = `_apis/git/repositories/${repository}/pullrequests`;
  return {
    api: project,
    headers: found?.headers ?? {},
    list: ({ branch, base }) => {
      const query = new URLSearchParams({
        'searchCriteria.status': 'active',
        'searchCriteria.sourceRefName': `${HEADS}${branch}`,
        'searchCriteria.targetRefName': `${HEADS}${base}`,
        $top: '100',
      });
      return { path: `${path}?${query}&${VERSION}` };
    },
    itemsIn: listedIn('value'),
    urlOf: (item, { branch }) =>
      item.sourceRefName === `${HEADS}${branch}` &&
      !item.forkSource &&
      Number.isInteger(item.pullRequestId)
        ? `${page.replace(/\/+$/, '')}/pullrequest/${item.pullRequestId}`
        : undefined,
    create: ({ branch, title, body }, base) => ({
      path: `${path}?${VERSION}`,
      body: {
        sourceRefName: `${HEADS}${branch}`,
        targetRefName: `${HEADS}${base}`,
        title: cut(title, TITLE),
        description: cut(body, DESCRIPTION),
      },
    }),
    close: number => ({
      method: 'PATCH',
      path: `${path}/${number}?${VERSION}`,
      body: { status: 'abandoned' },
    }),
    one: number => `${path}/${number}?${VERSION}`,
    stateOf: ({ status }) => stateOfWord(status),
  };
}

/** The address of the project, and the repository in it; one that is called as its project has a shorter page. */
function placeOf(page: string): { project: string; repository: string } {
  const { origin, pathname, hostname } = new URL(page);
  const [before, repository = ''] = pathname
    .replace(/\/+$/, '')
    .split('/_git/', 2);
  const names = before.split('/').filter(Boolean);
  const isOld = hostname.endsWith('.visualstudio.com');
  // Before the project stands the organization, or on a server the collection, which all older addresses name.
  const above = isOld
    ? names.filter(name => !/^defaultcollection$/i.test(name))
    : names.filter((name, at) => at > 0 || !/^tfs$/i.test(name));
  const isShort = above.length === (isOld ? 0 : 1);
  return {
    project: [origin, ...names, ...(isShort ? [repository] : [])].join('/'),
    repository,
  };
}
