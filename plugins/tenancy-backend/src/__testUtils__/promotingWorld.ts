import { mockServices } from '@backstage/backend-test-utils';
import type { GitRepositories } from '@groundwork/backstage-plugin-tenancy-node';
import {
  GitHttpServer,
  gitRepositoriesHere,
} from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import { http, HttpResponse, passthrough } from 'msw';
import { setupServer } from 'msw/node';
import { execFile } from 'node:child_process';
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

const tenantIn = (name: string, owner: string) =>
  tenantFile(name, owner).replace('- dev\n', '- dev\n    - prod\n');

const api = 'http://github.test/repos/acme/estate/pulls';

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
      setTimeout(resolve, 100);
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
  let root: string;
  let server: GitHttpServer;
  let url: string;
  let writer: GitRepositories;
  let pulls: Pull[] = [];
  let listed = 0;

  const pageOf = ({ number, head, state }: Pull) => ({
    head: { ref: head },
    state,
    html_url: `${url.replace(/\.git$/, '')}/pull/${number}`,
  });
  const host = setupServer(
    http.get(api, ({ request }) => {
      const head = new URL(request.url).searchParams.get('head');
      listed += 1;
      return HttpResponse.json(
        pulls
          .filter(each => each.state === 'open' && head === `acme:${each.head}`)
          .map(pageOf),
      );
    }),
    http.post(api, async ({ request }) => {
      const { head, title, body } = (await request.json()) as Pull;
      const made: Pull = {
        number: pulls.length + 1,
        head,
        title,
        body,
        state: 'open',
      };
      pulls.push(made);
      return HttpResponse.json(pageOf(made), { status: 201 });
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

  const start = async (place: object) => {
    const [dev] = tenancyConfig.environments;
    auditor.createEvent.mockImplementation(async ({ eventId }) => ({
      success: async more => void audits.push([eventId, more?.meta]),
      fail: async () => {},
    }));
    portal = await startPortal({
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
            repository: { branch: BRANCH, ...place },
          },
        ],
      },
    });
  };

  beforeEach(async () => {
    pulls = [];
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
    await portal?.stop();
    await server.stop();
    await rm(root, { recursive: true, force: true });
  });

  return {
    /** Pull requests, the first one first. */
    pulls: () => pulls,
    /** How often it was asked for those that are open. */
    listed: () => listed,
    /** Audit events of what was done, with what they say. */
    audits: () => audits,
    rootOf: () => root,
    urlOf: () => url,
    get,
    git,
    write,
    there,
    textOf,
    promotionOf,
    start,
  };
}
