import { mockServices } from '@backstage/backend-test-utils';
import type { GitRepositories } from '@groundwork/backstage-plugin-tenancy-node';
import {
  GitHttpServer,
  gitRepositoriesHere,
} from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import { http, HttpResponse, passthrough } from 'msw';
import { setupServer } from 'msw/node';
import { execFile } from 'node:child_process';
import type { Knex } from 'knex';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { clientOf } from './clientOf';
import {
  type Portal,
  startPortal,
  tenancyConfig,
  tenantFile,
} from './startPortal';

const run = promisify(execFile);
const author = { name: 'Ada', email: 'ada@example.com' };
/** The branch of prod. */
export const BRANCH = 'environments/prod';
/** A file of team payments in prod. */
export const own = 'tenants/pay/prod/settings.yaml';

/** What that file holds. */
export const settings = (value: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { value: '${value}' }\n`;

/** The request file of a tenant that is in both environments. */
export const tenantIn = (name: string, owner: string) =>
  tenantFile(name, owner).replace('- dev\n', '- dev\n    - prod\n');

const api = 'http://github.test/repos/:owner/:repository/pulls';

/** Asks again and again: Git, a database and a portal take their time together. */
export async function until<T>(
  ask: () => Promise<T>,
  check: (value: T) => boolean,
): Promise<T> {
  const end = Date.now() + 40_000;
  for (;;) {
    const value = await ask();
    if (check(value)) {
      return value;
    }
    if (Date.now() > end) {
      throw new Error(`it did not happen: ${JSON.stringify(value)}`);
    }
    await new Promise(resolve => {
      setTimeout(resolve, 200);
    });
  }
}

interface Pull {
  number: number;
  head: string;
  title: string;
  body: string;
  state: 'open' | 'closed';
}

/**
 * A portal whose environment `prod` has a branch of its own in a real Git repository, beside a stand-in of GitHub. Made anew for each
 * test of the block that calls this.
 */
export function promotingWorld() {
  let portal: Portal;
  let isRunning = false;
  let root: string;
  let server: GitHttpServer;
  let url: string;
  let writer: GitRepositories;
  let pulls: Pull[] = [];
  let listed = 0;
  let refusals = 0;
  const refused = new Set<string>();

  const pageOf = (
    { number, head, state }: Pull,
    { owner, repository }: Record<string, unknown>,
  ) => ({
    head: { ref: head },
    state,
    html_url: `${new URL(url).origin}/${owner}/${repository}/pull/${number}`,
  });
  const host = setupServer(
    // Where these tell nothing, those that follow answer.
    ...[api, `${api}/:number`].map(path =>
      http.all(path, ({ request }) => {
        if (!refused.has(request.method)) {
          return undefined;
        }
        refusals += 1;
        return new HttpResponse(null, { status: 502 });
      }),
    ),
    http.get(api, ({ params, request }) => {
      const head = new URL(request.url).searchParams.get('head');
      listed += 1;
      return HttpResponse.json(
        pulls
          .filter(
            each =>
              each.state === 'open' && head === `${params.owner}:${each.head}`,
          )
          .map(each => pageOf(each, params)),
      );
    }),
    http.post(api, async ({ params, request }) => {
      const { head, title, body } = (await request.json()) as Pull;
      const made: Pull = {
        number: pulls.length + 1,
        head,
        title,
        body,
        state: 'open',
      };
      pulls.push(made);
      return HttpResponse.json(pageOf(made, params), { status: 201 });
    }),
    http.get(`${api}/:number`, ({ params }) =>
      HttpResponse.json({ state: pulls[Number(params.number) - 1].state }),
    ),
    http.patch(`${api}/:number`, async ({ params, request }) => {
      const { state } = (await request.json()) as Pull;
      pulls[Number(params.number) - 1].state = state;
      return HttpResponse.json({});
    }),
    http.all('http://127.0.0.1*', () => passthrough()),
    http.all('http://localhost*', () => passthrough()),
  );

  beforeAll(() => host.listen({ onUnhandledRequest: 'error' }));
  afterAll(() => host.close());

  const { get } = clientOf(() => portal);
  const repositories = (name: string) =>
    gitRepositoriesHere({
      config: mockServices.rootConfig({ data: {} }),
      logger: mockServices.logger.mock(),
      cacheDir: join(root, name),
    });
  const git = async (...args: string[]) =>
    (
      await run('git', ['-C', server.pathOf('acme/estate'), ...args])
    ).stdout.trim();
  const write = (
    files: Record<string, string | undefined>,
    message: string,
    branch = 'main',
  ) =>
    writer.push(
      { url, branch },
      {
        writes: Object.entries(files).flatMap(([path, content]) =>
          content === undefined ? [] : [{ path, content }],
        ),
        deletes: Object.keys(files).filter(path => files[path] === undefined),
        message,
        author,
      },
    );
  const gitOf = async (team: string, ...args: string[]) =>
    (
      await run('git', ['-C', server.pathOf(`teams/${team}`), ...args])
    ).stdout.trim();
  const there = async (branch = BRANCH) =>
    (await git('ls-tree', '-r', '--name-only', branch)).split('\n');
  const textOf = (path: string, branch = BRANCH) =>
    git('show', `${branch}:${path}`);
  const promotionOf = async (tenant = 'pay') => {
    const { status, body } = await get(`tenants/${tenant}/status`, 'root');
    return status === 200
      ? body.sync.environments.find(
          ({ environment }: { environment: string }) => environment === 'prod',
        )?.promotion
      : { state: 'unread' };
  };

  const auditor = mockServices.auditor.mock();
  const audits: unknown[] = [];

  const makeTeam = async (team: string) => {
    const at = await server.createRepository(`teams/${team}`);
    await writer.push(
      { url: at, branch: 'main' },
      {
        writes: [{ path: 'README.md', content: `of ${team}\n` }],
        message: 'Make the repository',
        author,
      },
    );
  };

  /** @param place - where prod lies; with the rest where undefined */
  const start = async (
    place: object | undefined,
    options: { knex?: Knex; kubernetes?: boolean } = {},
  ) => {
    const [dev] = tenancyConfig.environments;
    auditor.createEvent.mockImplementation(async ({ eventId }) => ({
      success: async more => void audits.push([eventId, more?.meta]),
      fail: async () => {},
    }));
    isRunning = true;
    portal = await startPortal({
      ...options,
      features: [auditor.factory],
      repositories: repositories('cache'),
      config: () => ({
        integrations: {
          github: [
            {
              host: new URL(url).host,
              apiBaseUrl: 'http://github.test',
              token: 'gh',
            },
          ],
        },
      }),
      tenancy: {
        repository: { url },
        naming: { namespace: '${{ tenant }}-${{ environment }}' },
        git: { pollInterval: '200ms' },
        environments: [
          dev,
          {
            ...dev,
            name: 'prod',
            domains: ['example.com'],
            ...(place && {
              repository:
                'tenants' in place ? place : { branch: BRANCH, ...place },
            }),
          },
        ],
      },
    });
  };

  beforeEach(async () => {
    pulls = [];
    refused.clear();
    audits.length = 0;
    root = await mkdtemp(join(tmpdir(), 'promoting-'));
    server = await GitHttpServer.start({ root: join(root, 'remote') });
    url = await server.createRepository('acme/estate');
    writer = repositories('writer');
    await write(
      {
        'platform/tenants/pay.yaml': tenantIn('pay', 'payments'),
        'platform/tenants/shop.yaml': tenantIn('shop', 'shop'),
        [own]: settings('1'),
        'tenants/pay/base/more.yaml': 'kind: List\n',
        'tenants/pay/dev/settings.yaml': settings('1'),
        'tenants/pay/requests/notes.txt': 'ours',
        'tenants/shop/prod/settings.yaml': settings('1'),
        'platform/prod/pay/cluster/quota.yaml': 'kind: ResourceQuota\n',
      },
      'Begin',
    );
    const tree = await git('hash-object', '-w', '-t', 'tree', '/dev/null');
    const first = await git(
      '-c',
      'user.name=Paula',
      '-c',
      'user.email=paula@example.com',
      'commit-tree',
      tree,
      '-m',
      'Make the branch',
    );
    await git('update-ref', `refs/heads/${BRANCH}`, first);
    await write({ 'README.md': 'of operators\n' }, 'Say whose it is', BRANCH);
  });

  afterEach(async () => {
    if (isRunning) {
      isRunning = false;
      await portal.stop();
    }
    await server.stop();
    // A thread that ends may still write what it fetched.
    await rm(root, { recursive: true, force: true, maxRetries: 10 });
  });

  return {
    /** Pull requests, the first one first. */
    pulls: () => pulls,
    /** Methods that the host of pull requests answers with 502. */
    refused,
    /** How often it did. */
    refusals: () => refusals,
    /** How often it was asked for those that are open. */
    listed: () => listed,
    /** Audit events of what was done, with what they say. */
    audits: () => audits,
    rootOf: () => root,
    urlOf: () => url,
    get,
    /** Makes the repository of a team, with a first commit. */
    makeTeam,
    /** The clone URL of a team's repository, or the template of all. */
    teamUrl: (team = '${{ tenant }}') => server.urlOf(`teams/${team}`),
    /** Runs Git in the repository of a team. */
    gitOf,
    /** Writes to a repository of a team as somebody else. */
    writeTo: (team: string, path: string, content: string) =>
      writer.push(
        { url: server.urlOf(`teams/${team}`), branch: 'main' },
        { writes: [{ path, content }], message: 'By hand', author },
      ),
    /** Runs before the next push is handed to Git. */
    beforePush: (hook: () => Promise<void>) => {
      server.beforePush = hook;
    },
    /** Holds back answers of Git until the promise resolves. */
    hold: (release: Promise<void> | undefined) => {
      server.hold = release;
    },
    /** Paths of all requests to Git so far. */
    asked: () => server.requests,
    stop: async () => {
      isRunning = false;
      await portal.stop();
    },
    git,
    write,
    there,
    textOf,
    promotionOf,
    start,
  };
}
