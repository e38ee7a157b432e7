import {
  mockServices,
  registerMswTestHooks,
} from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { ReviewHosts } from '../ReviewHosts';

const integrations = ScmIntegrations.fromConfig(
  mockServices.rootConfig({
    data: {
      integrations: {
        azure: [
          {
            host: 'dev.azure.com',
            credentials: [{ personalAccessToken: 'azure' }],
          },
          {
            host: 'acme.visualstudio.com',
            credentials: [{ personalAccessToken: 'azure' }],
          },
          {
            host: 'tfs.acme.com',
            credentials: [{ personalAccessToken: 'azure' }],
          },
        ],
        bitbucketCloud: [{ username: 'bot', appPassword: 'cloud' }],
        bitbucketServer: [
          {
            host: 'bb.example.com',
            apiBaseUrl: 'https://bb.example.com/rest/api/1.0',
            token: 'server',
          },
        ],
      },
    },
  }),
);
const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;

const branch = 'groundwork/promote-prod';
const from = `refs/heads/${branch}`;
const to = 'refs/heads/main';
const repository = { slug: 'estate', project: { key: 'ACME' } };

/** A host by its documents: what it is asked, and what it answers. */
const HOSTS = [
  {
    name: 'Azure DevOps',
    page: 'https://dev.azure.com/acme/my%20shop/_git/estate',
    at: 'https://dev.azure.com/acme/my%20shop/_apis/git/repositories/estate/pullrequests',
    number: 'pullRequestId',
    url: 'https://dev.azure.com/acme/my%20shop/_git/estate/pullrequest/7',
    credential: basic(':azure'),
    asked: {
      'searchCriteria.status': 'active',
      'searchCriteria.sourceRefName': from,
      'searchCriteria.targetRefName': to,
      $top: '100',
      'api-version': '6.0',
    },
    list: 'value',
    own: { pullRequestId: 7, sourceRefName: from, targetRefName: to },
    foreign: {
      pullRequestId: 6,
      sourceRefName: from,
      targetRefName: to,
      forkSource: { repository: { name: 'fork' } },
    },
    made: {
      sourceRefName: from,
      targetRefName: to,
      title: 'Promote',
      description: `${'x'.repeat(3_998)} …`,
    },
    closed: ['PATCH', '/7?api-version=6.0', { status: 'abandoned' }],
    states: [
      [{ status: 'active' }, 'open'],
      [{ status: 'completed' }, 'merged'],
      [{ status: 'abandoned' }, 'closed'],
      [{ status: 'notSet' }, 'unknown'],
    ],
  },
  {
    name: 'Bitbucket Cloud',
    page: 'https://bitbucket.org/acme/estate',
    at: 'https://api.bitbucket.org/2.0/repositories/acme/estate/pullrequests',
    number: 'id',
    url: 'https://bitbucket.org/acme/estate/pull-requests/7',
    credential: basic('bot:cloud'),
    asked: {
      q: `state = "OPEN" AND source.repository.full_name = "acme/estate" AND source.branch.name = "${branch}" AND destination.branch.name = "main"`,
    },
    list: 'values',
    own: {
      id: 7,
      source: {
        branch: { name: branch },
        repository: { full_name: 'acme/estate' },
      },
      destination: { repository: { full_name: 'acme/estate' } },
      links: {
        html: { href: 'https://bitbucket.org/acme/estate/pull-requests/7' },
      },
    },
    foreign: {
      id: 6,
      source: { branch: { name: branch }, repository: null },
      destination: { repository: { full_name: 'acme/estate' } },
      links: {
        html: { href: 'https://bitbucket.org/acme/estate/pull-requests/6' },
      },
    },
    made: {
      title: 'Promote',
      description: 'x'.repeat(5_000),
      source: { branch: { name: branch } },
      destination: { branch: { name: 'main' } },
      close_source_branch: true,
    },
    closed: ['POST', '/7/decline', {}],
    states: [
      [{ state: 'OPEN' }, 'open'],
      [{ state: 'MERGED' }, 'merged'],
      [{ state: 'DECLINED' }, 'closed'],
      [{ state: 'SUPERSEDED' }, 'closed'],
      [{}, 'unknown'],
    ],
  },
  {
    name: 'Bitbucket Data Center',
    page: 'https://bb.example.com/projects/acme/repos/estate',
    at: 'https://bb.example.com/rest/api/1.0/projects/acme/repos/estate/pull-requests',
    number: 'id',
    url: 'https://bb.example.com/projects/acme/repos/estate/pull-requests/7',
    credential: 'Bearer server',
    asked: { state: 'OPEN', direction: 'OUTGOING', at: from, limit: '100' },
    list: 'values',
    own: {
      id: 7,
      version: 3,
      fromRef: { id: from, repository },
      toRef: { id: to, repository },
    },
    foreign: {
      id: 6,
      version: 1,
      fromRef: { id: from, repository },
      toRef: { id: to, repository: { ...repository, slug: 'upstream' } },
    },
    made: {
      title: 'Promote',
      description: 'x'.repeat(5_000),
      fromRef: {
        id: from,
        repository: { slug: 'estate', project: { key: 'acme' } },
      },
      toRef: {
        id: to,
        repository: { slug: 'estate', project: { key: 'acme' } },
      },
    },
    closed: ['POST', '/7/decline?version=3', { version: 3 }],
    states: [
      [{ state: 'OPEN' }, 'open'],
      [{ state: 'MERGED' }, 'merged'],
      [{ state: 'DECLINED' }, 'closed'],
    ],
  },
];

describe.each(HOSTS)('pull requests of $name', host => {
  const server = setupServer();
  registerMswTestHooks(server);
  const hosts = new ReviewHosts(integrations);
  const place = { url: `${host.page}.git`, branch: 'main' };
  const review = { branch, title: 'Promote', body: 'x'.repeat(5_000) };
  let open: object[] = [];
  let written: unknown[] = [];
  let asked: unknown[] = [];

  beforeEach(() => {
    open = [host.foreign];
    written = [];
    asked = [];
    server.use(
      http.all(`${host.at}*`, async ({ request }) => {
        const { pathname, search, searchParams } = new URL(request.url);
        if (request.headers.get('authorization') !== host.credential) {
          return new HttpResponse(null, { status: 401 });
        }
        const rest = `${pathname.slice(
          new URL(host.at).pathname.length,
        )}${search}`;
        if (request.method === 'GET') {
          asked.push(Object.fromEntries(searchParams));
          return HttpResponse.json({ [host.list]: open });
        }
        const body = await request.json();
        written.push([request.method, rest, body]);
        return HttpResponse.json(host.own, { status: 201 });
      }),
    );
  });

  it('are opened where only that of a fork is open', async () => {
    expect(hosts.knows(host.page)).toBe(true);
    expect(await hosts.open(place, host.page, review)).toBe(host.url);
    expect(written).toEqual([
      ['POST', expect.stringMatching(/^(\?api-version=6.0)?$/), host.made],
    ]);
  });

  it('are found, and closed', async () => {
    open.push(host.own);
    expect(await hosts.open(place, host.page, review)).toBe(host.url);
    expect(written).toEqual([]);
    expect(asked).toEqual([host.asked]);
    await hosts.close(place, host.page, { branch });
    expect(written).toEqual([host.closed]);
  });

  it('are not taken to be none where the answer is no list', async () => {
    server.use(http.get(`${host.at}*`, () => HttpResponse.json([])));
    await expect(hosts.open(place, host.page, review)).rejects.toThrow(
      'did not answer with a list',
    );
    expect(written).toEqual([]);
  });

  it('have a state', async () => {
    for (const [answer, expected] of host.states) {
      server.use(
        http.get(`${host.at}/7`, () => HttpResponse.json(answer as object)),
      );
      expect(await hosts.stateOf(host.url)).toBe(expected);
    }
  });
});

describe('a repository of Azure DevOps that is called as its project', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  it.each([
    ['https://dev.azure.com/acme/_git/estate', 'dev.azure.com/acme'],
    ['https://acme.visualstudio.com/_git/estate', 'acme.visualstudio.com'],
    [
      'https://acme.visualstudio.com/DefaultCollection/_git/estate',
      'acme.visualstudio.com/DefaultCollection',
    ],
    [
      'https://tfs.acme.com/DefaultCollection/_git/estate',
      'tfs.acme.com/DefaultCollection',
    ],
    ['https://tfs.acme.com/tfs/Shop/_git/estate', 'tfs.acme.com/tfs/Shop'],
  ])('is asked for at %s', async (page, before) => {
    server.use(
      http.get(
        `https://${before}/estate/_apis/git/repositories/estate/pullrequests/7`,
        () => HttpResponse.json({ status: 'completed' }),
      ),
    );
    const hosts = new ReviewHosts(integrations);
    expect(await hosts.stateOf(`${page}/pullrequest/7`)).toBe('merged');
  });
});
