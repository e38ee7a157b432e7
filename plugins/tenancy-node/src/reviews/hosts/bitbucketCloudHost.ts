import {
  getBitbucketCloudRequestOptions,
  type ScmIntegrations,
} from '@backstage/integration';
import {
  cut,
  isSame,
  listedIn,
  partsOf,
  type ReviewHost,
  text,
} from './ReviewHost';
import { stateOfWord } from './stateOfWord';

/** Characters that Bitbucket takes. */
const TITLE = 255;
const DESCRIPTION = 32_768;

/** Bitbucket Cloud (REST API 2.0, pullrequests). */
export async function bitbucketCloudHost(
  page: string,
  integrations: ScmIntegrations,
): Promise<ReviewHost> {
  const config = integrations.bitbucketCloud.byUrl(page)?.config;
  const [workspace, repo] = partsOf(page);
  const path = `repositories/${workspace}/${repo}/pullrequests`;
  const { headers = {} } = config
    ? await getBitbucketCloudRequestOptions(config)
    : {};
  return {
    api: config?.apiBaseUrl ?? '',
    headers,
    list: ({ branch, base }) => {
      const query = new URLSearchParams({
        q: [
          'state = "OPEN"',
          `source.repository.full_name = ${quoted(
            decodeURIComponent(`${workspace}/${repo}`),
          )}`,
          `source.branch.name = ${quoted(branch)}`,
          `destination.branch.name = ${quoted(base)}`,
        ].join(' AND '),
      });
      return { path: `${path}?${query}` };
    },
    itemsIn: listedIn('values'),
    urlOf: (item, { branch }) => {
      const from = Object(item.source);
      const to = Object(item.destination);
      return Object(from.branch).name === branch &&
        // Of a fork that is gone there is no repository.
        from.repository !== null &&
        isSame(
          Object(from.repository).full_name,
          Object(to.repository).full_name,
        )
        ? text(Object(Object(item.links).html).href)
        : undefined;
    },
    create: ({ branch, title, body }, base) => ({
      path,
      body: {
        title: cut(title, TITLE),
        description: cut(body, DESCRIPTION),
        source: { branch: { name: branch } },
        destination: { branch: { name: base } },
        close_source_branch: true,
      },
    }),
    close: number => ({
      method: 'POST',
      path: `${path}/${number}/decline`,
      body: {},
    }),
    one: number => `${path}/${number}`,
    stateOf: ({ state }) => stateOfWord(state),
  };
}

function quoted(name: string): string {
  return `"${name.replace(/["\\]/g, '\\$&')}"`;
}
