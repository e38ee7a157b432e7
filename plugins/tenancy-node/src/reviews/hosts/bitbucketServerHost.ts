import {
  getBitbucketServerRequestOptions,
  type ScmIntegrations,
} from '@backstage/integration';
import { cut, listedIn, type ReviewHost } from './ReviewHost';
import { stateOfWord } from './stateOfWord';

/** Characters that Bitbucket takes. */
const TITLE = 255;
const DESCRIPTION = 32_768;

const HEADS = 'refs/heads/';

/** Bitbucket Data Center and Server (REST API 1.0, pull-requests). */
export async function bitbucketServerHost(
  page: string,
  integrations: ScmIntegrations,
): Promise<ReviewHost> {
  const config = integrations.bitbucketServer.byUrl(page)?.config;
  const [, whose, name = '', repo = ''] =
    /\/(projects|users)\/([^/]+)\/repos\/([^/]+)\/?$/.exec(
      new URL(page).pathname,
    ) ?? [];
  const project = whose === 'users' ? `~${name}` : name;
  const own = `projects/${project}/repos/${repo}`;
  const path = `${own}/pull-requests`;
  const repository = { slug: repo, project: { key: project } };
  return {
    api: config?.apiBaseUrl ?? '',
    headers: config ? getBitbucketServerRequestOptions(config).headers : {},
    list: ({ branch }) => {
      const query = new URLSearchParams({
        state: 'OPEN',
        direction: 'OUTGOING',
        at: `${HEADS}${branch}`,
        limit: '100',
      });
      return { path: `${path}?${query}` };
    },
    itemsIn: listedIn('values'),
    urlOf: (item, { branch, base }) => {
      const [from, to] = [Object(item.fromRef), Object(item.toRef)];
      // What goes out of the repository may go to another one.
      const [source, target] = [from, to].map(({ repository: of }) =>
        of === undefined ? undefined : placeOf(of),
      );
      return from.id === `${HEADS}${branch}` &&
        to.id === `${HEADS}${base}` &&
        (source === undefined || target === undefined || source === target) &&
        Number.isInteger(item.id)
        ? `${page.replace(/\/+$/, '')}/pull-requests/${item.id}`
        : undefined;
    },
    create: ({ branch, title, body }, base) => ({
      path,
      body: {
        title: cut(title, TITLE),
        description: cut(body, DESCRIPTION),
        fromRef: { id: `${HEADS}${branch}`, repository },
        toRef: { id: `${HEADS}${base}`, repository },
      },
    }),
    close: (number, { version }) => ({
      method: 'POST',
      // It declines what was looked at, and nothing that changed since.
      path: `${path}/${number}/decline?version=${version}`,
      body: { version },
    }),
    one: number => `${path}/${number}`,
    stateOf: ({ state }) => stateOfWord(state),
  };
}

function placeOf(repository: unknown): string {
  const { slug, project } = Object(repository);
  return `${Object(project).key}/${slug}`.toLowerCase();
}
