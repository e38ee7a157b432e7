import { mockServices } from '@backstage/backend-test-utils';
import type { GitRepositories } from '@groundwork/backstage-plugin-tenancy-node';
import {
  GitHttpServer,
  gitRepositoriesHere,
} from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { clientOf, until } from '../__testUtils__/clientOf';
import { type Fault, FaultyProxy } from '../__testUtils__/FaultyProxy';
import { fullDisk } from '../__testUtils__/fullDisk';
import {
  type Portal,
  startPortal,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

const run = promisify(execFile);
const author = { name: 'Ada', email: 'ada@example.com' };

const answering =
  (status: number, body: string, headers: Record<string, string> = {}): Fault =>
  (_request, response) => {
    response.writeHead(status, headers).end(body);
    return true;
  };

const faults: Array<[name: string, fault: Fault]> = [
  ['refuses the credential', answering(401, 'no')],
  ['does not know the repository', answering(404, 'no')],
  ['is broken', answering(500, 'no')],
  ['is too busy', answering(429, 'no', { 'retry-after': '1' })],
  ['hangs', () => true],
  [
    'breaks off',
    (_, response) => {
      response.destroy();
      return true;
    },
  ],
  [
    'is a page in HTML',
    answering(200, '<html>Sign in</html>', { 'content-type': 'text/html' }),
  ],
  [
    'sends rubbish that it calls gzip',
    answering(200, '\u0001\u0002', { 'content-encoding': 'gzip' }),
  ],
];

describe('a Git remote that', () => {
  let portal: Portal;
  let root: string;
  let server: GitHttpServer;
  let front: FaultyProxy;
  let writer: GitRepositories;
  let direct: string;

  const { get } = clientOf(() => portal);
  const repositories = (cacheDir: string, seconds: number) =>
    gitRepositoriesHere({
      config: mockServices.rootConfig({
        data: { tenancy: { git: { timeout: { seconds } } } },
      }),
      logger: mockServices.logger.mock(),
      cacheDir,
    });
  const push = (name: string) =>
    writer.push(
      { url: direct, branch: 'main' },
      {
        writes: [
          {
            path: `platform/tenants/${name}.yaml`,
            content: tenantFile(name, 'payments'),
          },
        ],
        message: `Add ${name}`,
        author,
      },
    );
  const tenants = async () => {
    const { body } = await get('tenants', 'root').expect(200);
    return {
      names: body.items.map(({ name }: { name: string }) => name),
      problem: body.sources.find(
        ({ source }: { source: string }) => source === 'git platform',
      ).problem,
    };
  };
  const seen = (...names: string[]) =>
    until(
      tenants,
      found => !found.problem && String(found.names) === String(names),
    );

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'git-faults-'));
    server = await GitHttpServer.start({ root: join(root, 'remote') });
    direct = await server.createRepository('estate');
    front = await FaultyProxy.start(() => new URL(direct).origin);
    writer = repositories(join(root, 'writer'), 10);
    await push('pay');
    portal = await startPortal({
      repositories: repositories(join(root, 'cache'), 1),
      tenancy: {
        repository: { url: `${front.url}/estate.git` },
        git: { pollInterval: '200ms' },
      },
    });
    await seen('pay');
  });

  afterEach(async () => {
    await portal.stop();
    await front.stop();
    await server.stop();
    await rm(root, { recursive: true, force: true });
  });

  it.each(faults)(
    '%s costs nobody a tenant, is named, and is back within ten seconds',
    async (_name, fault) => {
      front.fault = fault;
      front.cut();
      await until(tenants, ({ problem }) => Boolean(problem));
      await push('web');
      expect((await tenants()).names).toEqual(['pay']);

      front.fault = undefined;
      await seen('pay', 'web');
    },
  );

  it('breaks off in the middle of a push has one commit of it in the end, and no other', async () => {
    const through = repositories(join(root, 'pusher'), 2);
    const estate = { url: `${front.url}/estate.git`, branch: 'main' };
    const change = {
      writes: [
        {
          path: 'platform/tenants/web.yaml',
          content: tenantFile('web', 'payments'),
        },
      ],
      message: 'Add web',
      author,
    };
    // The remote takes the push, and nobody hears of it.
    server.beforePush = async () => {
      setTimeout(() => front.cut(), 0);
    };
    await through.push(estate, change).catch(() => undefined);
    await through.push(estate, change);

    await seen('pay', 'web');
    const { stdout } = await run('git', [
      '-C',
      server.pathOf('estate'),
      'log',
      '--format=%s',
      'main',
    ]);
    expect(stdout.trim().split('\n')).toEqual(['Add web', 'Add pay']);
  });

  it('was pushed to with force is read as it is now', async () => {
    const git = (...args: string[]) =>
      run('git', ['-C', server.pathOf('estate'), ...args]);
    const { stdout: first } = await git('rev-parse', 'main');
    await push('web');
    await seen('pay', 'web');

    await git('update-ref', 'refs/heads/main', first.trim());

    expect((await seen('pay')).problem).toBeUndefined();
  });

  it('lost the branch keeps what was read, and has it again', async () => {
    const git = (...args: string[]) =>
      run('git', ['-C', server.pathOf('estate'), ...args]);
    const { stdout } = await git('rev-parse', 'main');
    await git('update-ref', 'refs/heads/other', stdout.trim());
    await git('update-ref', '-d', 'refs/heads/main');

    const { names } = await until(tenants, ({ problem }) => Boolean(problem));
    expect(names).toEqual(['pay']);

    await git('update-ref', 'refs/heads/main', stdout.trim());
    await seen('pay');
  });

  it('is well while the copy on disk is cleared away', async () => {
    await rm(join(root, 'cache'), { recursive: true, force: true });
    await push('web');

    expect((await seen('pay', 'web')).problem).toBeUndefined();
  });

  it.each([
    ['ENOSPC', 'no space is left on the disk'],
    ['EROFS', 'the disk is read-only'],
  ])(
    'is well while the disk takes only half of each file (%s)',
    async (code, reason) => {
      const full = fullDisk(join(root, 'cache'), { code, part: 0.5 });
      try {
        await push('web');
        const { problem, names } = await until(tenants, found =>
          Boolean(found.problem),
        );
        expect(names).toEqual(['pay']);
        expect(problem.message).toContain(reason);
        expect(problem.message).toContain(join(root, 'cache'));
      } finally {
        full.free();
      }
      await seen('pay', 'web');
    },
  );

  it('is pushed to from a disk that was full, once it has room again', async () => {
    const pusher = repositories(join(root, 'pusher'), 2);
    const estate = { url: direct, branch: 'main' };
    const change = (room: number) => ({
      writes: [
        {
          path: 'platform/tenants/web.yaml',
          content: `${tenantFile('web', 'payments')}# ${room}\n`,
        },
      ],
      message: 'Add web',
      author,
    });
    await pusher.readTree(estate);
    const log = async () => {
      const { stdout } = await run('git', [
        '-C',
        server.pathOf('estate'),
        'log',
        '--format=%s',
        'main',
      ]);
      return stdout.trim().split('\n');
    };
    // The disk fills up after so many files.
    for (let room = 0; room < 5; room += 1) {
      const full = fullDisk(join(root, 'pusher'), { room });
      await expect(pusher.push(estate, change(room))).rejects.toThrow(
        'no space is left on the disk',
      );
      full.free();
      expect(await log()).toEqual(['Add pay']);
    }

    // What it pushed is no less there where the disk fills up right after. A file in a folder that is not there yet is written twice.
    const full = fullDisk(join(root, 'pusher'), { room: 6 });
    await pusher.push(estate, change(5));
    full.free();

    expect(await log()).toEqual(['Add web', 'Add pay']);
    await seen('pay', 'web');
  });
});
