import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { readdirSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { createGitRepositories } from './createGitRepositories';
import { GitHttpServer } from '../testUtils';

const author = { name: 'Ada', email: 'ada@example.com' };

describe('createGitRepositories', () => {
  const disk = createMockDirectory();
  let server: GitHttpServer;
  let url: string;

  function repositories(
    options: { cache?: string; config?: object; password?: string } = {},
  ) {
    return createGitRepositories({
      config: mockServices.rootConfig({ data: options.config ?? {} }),
      logger: mockServices.logger.mock(),
      cacheDir: disk.resolve(options.cache ?? 'cache'),
    });
  }

  async function write(files: Record<string, string>, cache = 'writer') {
    return repositories({ cache }).push(
      { url, branch: 'main' },
      {
        writes: Object.entries(files).map(([path, content]) => ({
          path,
          content,
        })),
        message: 'Change',
        author,
      },
    );
  }

  function packsOf(cache: string): string {
    const [copy] = readdirSync(disk.resolve(cache));
    return disk.resolve(cache, copy, 'objects', 'pack');
  }

  beforeEach(async () => {
    disk.clear();
    server = await GitHttpServer.start({ root: disk.resolve('remotes') });
    url = await server.createRepository('estate');
  });

  afterEach(() => server.stop());

  it('reads an empty repository as one without files', async () => {
    const tree = await repositories().readTree({ url, branch: 'main' });

    expect(tree.commit).toBe('0'.repeat(40));
    expect([...tree.files]).toEqual([]);
  });

  describe('a connection that breaks', () => {
    it.each(['/info/refs', '/git-upload-pack'])(
      'is asked again for %s',
      async path => {
        await write({ 'a.yaml': 'a' });
        server.breaks = [
          { path, when: 'before' },
          { path, when: 'after' },
        ];

        const { files } = await repositories().readTree({
          url,
          branch: 'main',
        });

        expect(files.get('a.yaml')?.content()).toBe('a');
        expect(server.breaks).toEqual([]);
      },
    );

    it.each(['before', 'after'] as const)(
      'pushes once, though it breaks %s the remote has it',
      async when => {
        await write({ 'a.yaml': 'a' });
        server.breaks = [{ path: '/git-receive-pack', when }];

        const pushed = await write({ 'a.yaml': 'b' });

        const { commit, files } = await repositories().readTree({
          url,
          branch: 'main',
        });
        expect(pushed.commit).toBe(commit);
        expect(files.get('a.yaml')?.content()).toBe('b');
        const { commits } = await repositories().readHistory({
          url,
          branch: 'main',
        });
        expect(commits).toHaveLength(2);
      },
    );

    it('is not asked without end', async () => {
      await write({ 'a.yaml': 'a' });
      const path = '/info/refs';
      server.breaks = Array(10).fill({ path, when: 'before' });

      await expect(
        repositories().readTree({ url, branch: 'main' }),
      ).rejects.toThrow(/can't be read/);
      expect(server.breaks).toHaveLength(7);
    });
  });

  it('names files that can not be read, each by itself', async () => {
    await write({
      'big.yaml': 'x'.repeat(1_100_000),
      'a.yaml': '\u0000a',
      'tenants/pay/b.yaml': '\ufefftext',
    });

    const { files } = await repositories().readTree({ url, branch: 'main' });

    const read = (path: string) => () => files.get(path)?.content();
    expect(read('big.yaml')).toThrow(/big.yaml can't be read.* 1100000 bytes/);
    expect(read('a.yaml')).toThrow(/a.yaml can't be read.* UTF-8/);
    expect(read('tenants/pay/b.yaml')()).toBe('text');
  });

  it('reads what was pushed, all of it or only below some folders', async () => {
    const { commit } = await write({
      'platform/tenants/pay.yaml': 'pay',
      'tenants/pay/requests/route-web.yaml': 'route',
      'tenants/pay/dev/web.yaml': 'rendered',
      'README.md': 'readme',
    });
    const git = repositories();

    const all = await git.readTree({ url, branch: 'main' });
    expect(all.commit).toBe(commit);
    expect([...all.files.keys()].sort()).toEqual([
      'README.md',
      'platform/tenants/pay.yaml',
      'tenants/pay/dev/web.yaml',
      'tenants/pay/requests/route-web.yaml',
    ]);
    expect(all.files.get('README.md')?.content()).toBe('readme');

    const some = await git.readTree(
      { url, branch: 'main' },
      { under: ['platform/tenants', 'tenants/*/requests'] },
    );
    expect([...some.files.keys()].sort()).toEqual([
      'platform/tenants/pay.yaml',
      'tenants/pay/requests/route-web.yaml',
    ]);
  });

  it('fetches only what changed, and keeps the rest', async () => {
    await write({ 'a/one.yaml': '1', 'b/two.yaml': '2' });
    const git = repositories();
    const before = await git.readTree({ url, branch: 'main' });
    await write({ 'b/two.yaml': '3' });

    const after = await git.readTree({ url, branch: 'main' });

    expect(after.commit).not.toBe(before.commit);
    expect(after.files.get('a/one.yaml')?.content()).toBe('1');
    expect(after.files.get('b/two.yaml')?.content()).toBe('3');
    expect(before.files.get('b/two.yaml')?.content()).toBe('2');
  });

  it('answers readers of the same moment with one fetch', async () => {
    await write({ 'a.yaml': '1' });
    const git = repositories();
    server.requests.length = 0;

    const trees = await Promise.all(
      [1, 2, 3, 4].map(() => git.readTree({ url, branch: 'main' })),
    );

    expect(new Set(trees.map(tree => tree.commit)).size).toBe(1);
    const fetches = server.requests.filter(each => each.startsWith('POST'));
    expect(fetches.length).toBeLessThanOrEqual(2);
    await git.readTree({ url, branch: 'main' });
    expect(await readdir(packsOf('cache'))).toHaveLength(2);
  });

  it('tells the last commits, and which of them changed a path', async () => {
    const first = await write({ 'a/one.yaml': '1', 'b.yaml': '1' });
    const git = repositories();
    await git.readTree({ url, branch: 'main' });
    const second = await write({ 'a/one.yaml': '2' });

    const { commits, lastChanges } = await git.readHistory(
      { url, branch: 'main' },
      { paths: ['a/one.yaml', 'b.yaml', 'never.yaml'] },
    );

    expect(commits).toEqual([
      {
        commit: second.commit,
        parents: [first.commit],
        message: 'Change',
        author: 'Ada',
        at: expect.any(Number),
      },
      expect.objectContaining({ commit: first.commit, parents: [] }),
    ]);
    expect([...lastChanges]).toEqual([
      ['a/one.yaml', second.commit],
      ['b.yaml', first.commit],
    ]);
  });

  it('tells which folders each commit of the branch touched', async () => {
    const first = await write({ 'a/x/one.yaml': '1', 'b/two.yaml': '1' });
    const second = await write({ 'a/x/one.yaml': '2' });
    const third = await write({ 'b/two.yaml': '2', 'c.yaml': '1' });
    const git = repositories();

    const { line } = await git.readHistory(
      { url, branch: 'main' },
      { line: { known: new Map([[first.commit, new Set(['known'])]]) } },
    );

    const folders = ['', 'a', 'a/x', 'b', 'c', 'known'];
    expect(
      line.map(({ commit, touched }) => [
        commit,
        folders.filter(folder => touched.has(folder)),
      ]),
    ).toEqual([
      [third.commit, ['', 'b']],
      [second.commit, ['', 'a', 'a/x']],
      [first.commit, ['known']],
    ]);
    const { line: unasked } = await git.readHistory({ url, branch: 'main' });
    expect(unasked).toEqual([]);
  });

  it('asks the remote no more often than the reader wants', async () => {
    await write({ 'a.yaml': '1' });
    const git = repositories();
    const before = await git.readTree({ url, branch: 'main' });
    await write({ 'a.yaml': '2' });
    server.requests.length = 0;

    const same = await git.readTree(
      { url, branch: 'main' },
      { maxAge: 60_000 },
    );

    expect(same).toEqual(before);
    expect(server.requests).toEqual([]);
    const now = await git.readTree({ url, branch: 'main' });
    expect(now.files.get('a.yaml')?.content()).toBe('2');
  });

  it('tells what it knows while the remote takes its time', async () => {
    const { commit } = await write({ 'a.yaml': '1' });
    const git = repositories();
    await git.readTree({ url, branch: 'main' });
    let release = () => {};
    server.hold = new Promise(resolve => {
      release = resolve;
    });
    const slow = git.readTree({ url, branch: 'main' });

    const known = await git.readTree(
      { url, branch: 'main' },
      { under: ['a.yaml'], maxAge: 60_000 },
    );
    const history = await git.readHistory(
      { url, branch: 'main' },
      { maxAge: 60_000 },
    );

    expect(known.files.get('a.yaml')?.content()).toBe('1');
    expect(history.commits[0].commit).toBe(commit);
    release();
    await expect(slow).resolves.toMatchObject({ commit });
  });

  it('starts from its copy on disk after a restart, and clones again when that is damaged', async () => {
    const { commit } = await write({ 'a.yaml': '1' });
    await repositories().readTree({ url, branch: 'main' });
    const again = await repositories().readTree({ url, branch: 'main' });
    expect(again.commit).toBe(commit);

    await rm(packsOf('cache'), { recursive: true });
    const healed = await repositories().readTree({ url, branch: 'main' });
    expect(healed.files.get('a.yaml')?.content()).toBe('1');
  });

  it('clones again when its copy is cleared away under it', async () => {
    await write({ 'a.yaml': '1' });
    const git = repositories();
    await git.readTree({ url, branch: 'main' });
    await rm(disk.resolve('cache'), { recursive: true });
    const { commit } = await write({ 'a.yaml': '2' });

    const tree = await git.readTree({ url, branch: 'main' });

    expect(tree.commit).toBe(commit);
    expect(tree.files.get('a.yaml')?.content()).toBe('2');
  });

  it('commits nothing when the branch holds it all already', async () => {
    const first = await write({ 'a.yaml': '1' });

    const second = await write({ 'a.yaml': '1' }, 'other');

    expect(second).toEqual(first);
  });

  it('removes files, and folders with their last file', async () => {
    await write({ 'a/b/c.yaml': '1', 'd.yaml': '2' });
    const git = repositories();

    await git.push(
      { url, branch: 'main' },
      {
        writes: [],
        deletes: ['a/b/c.yaml', 'never/there.yaml'],
        message: 'Remove',
        author,
      },
    );

    const { files } = await git.readTree({ url, branch: 'main' });
    expect([...files.keys()]).toEqual(['d.yaml']);
  });

  it('pushes over the work of others as long as its own paths did not change', async () => {
    const { commit: base } = await write({ 'a.yaml': '1', 'b.yaml': '1' });
    await repositories().readTree({ url, branch: 'main' });
    await write({ 'b.yaml': '2' });
    server.beforePush = async () => {
      await write({ 'c.yaml': 'in between' }, 'third');
    };

    await repositories().push(
      { url, branch: 'main' },
      {
        base,
        writes: [{ path: 'a.yaml', content: 'mine' }],
        message: 'Mine',
        author,
      },
    );

    const { files } = await repositories().readTree({ url, branch: 'main' });
    expect(
      [...files].map(([path, file]) => [path, file.content()]).sort(),
    ).toEqual([
      ['a.yaml', 'mine'],
      ['b.yaml', '2'],
      ['c.yaml', 'in between'],
    ]);
  });

  it.each([
    ['before the push', false],
    ['during the push', true],
  ])(
    'refuses when what it was decided from was changed %s',
    async (_, during) => {
      const { commit: base } = await write({
        'owner.yaml': 'me',
        'a.yaml': '1',
      });
      const git = repositories();
      await git.readTree({ url, branch: 'main' });
      const other = async () => {
        await write({ 'owner.yaml': 'them' }, 'third');
      };
      if (during) {
        server.beforePush = other;
      } else {
        await other();
      }

      await expect(
        git.push(
          { url, branch: 'main' },
          {
            base,
            reads: ['owner.yaml'],
            writes: [{ path: 'a.yaml', content: 'mine' }],
            message: 'Mine',
            author,
          },
        ),
      ).rejects.toThrow(/owner.yaml/);
    },
  );

  it('refuses what was made from an empty repository once the file is there', async () => {
    await write({ 'a.yaml': 'theirs' });

    await expect(
      repositories().push(
        { url, branch: 'main' },
        {
          base: '0'.repeat(40),
          writes: [{ path: 'a.yaml', content: 'mine' }],
          message: 'Mine',
          author,
        },
      ),
    ).rejects.toThrow(/a.yaml/);
  });

  it.each([
    ['before the push', false],
    ['during the push', true],
  ])('refuses when a path of its own was changed %s', async (_, during) => {
    const { commit: base } = await write({ 'a.yaml': '1' });
    const git = repositories();
    await git.readTree({ url, branch: 'main' });
    const other = async () => {
      await write({ 'a.yaml': 'theirs' }, 'third');
    };
    if (during) {
      server.beforePush = other;
    } else {
      await other();
    }

    await expect(
      git.push(
        { url, branch: 'main' },
        {
          base,
          writes: [{ path: 'a.yaml', content: 'mine' }],
          message: 'Mine',
          author,
        },
      ),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('a.yaml'),
    });
    const { files } = await git.readTree({ url, branch: 'main' });
    expect(files.get('a.yaml')?.content()).toBe('theirs');
  });

  it.each([
    '../up.yaml',
    '/root.yaml',
    'a/../b',
    '.git/config',
    'a//b',
    'a\\b',
  ])('refuses the path %s', async path => {
    await expect(write({ [path]: 'x' })).rejects.toMatchObject({
      name: 'InputError',
    });
    expect(server.requests).toEqual([]);
  });

  it('names a branch that is not there', async () => {
    await write({ 'a.yaml': '1' });

    await expect(
      repositories().readTree({ url, branch: 'live' }),
    ).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringContaining('live'),
    });
  });

  it('authenticates with the integration of the host, and never tells the secret', async () => {
    const locked = await GitHttpServer.start({
      root: disk.resolve('remotes'),
      password: 'pa55-word',
    });
    try {
      const host = new URL(locked.urlOf('estate')).host;
      const config = (password: string) => ({
        integrations: {
          gitea: [
            {
              host,
              baseUrl: `http://${host}`,
              username: 'bot',
              password,
            },
          ],
        },
      });
      const repository = { url: locked.urlOf('estate'), branch: 'main' };

      const tree = await repositories({
        config: config('pa55-word'),
      }).readTree(repository);
      expect(tree.files.size).toBe(0);

      const refusal = repositories({
        config: config('wr0ng-word'),
      }).readTree(repository);
      await expect(refusal).rejects.toMatchObject({
        name: 'AuthenticationError',
      });
      await expect(refusal).rejects.not.toMatchObject({
        message: expect.stringContaining('wr0ng-word'),
      });

      const inUrl = {
        url: repository.url.replace('://', '://bot:wr0ng-word@'),
        branch: 'main',
      };
      const refused = await repositories()
        .readTree(inUrl)
        .catch(error => String(error.stack));
      expect(refused).toContain('credential under integrations');
      expect(refused).not.toContain('wr0ng-word');
    } finally {
      await locked.stop();
    }
  });

  it('says that a remote is away', async () => {
    await server.stop();

    await expect(
      repositories().readTree({ url, branch: 'main' }),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });
});
