import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { execFileSync } from 'node:child_process';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGitRepositories } from './createGitRepositories';
import { GitHttpServer } from '../testUtils';

jest.setTimeout(120_000);

const author = { name: 'Ada', email: 'ada@example.com' };

/** Repositories that Groundwork did not make. */
describe('a repository of strangers', () => {
  const disk = createMockDirectory();
  let server: GitHttpServer;
  let url: string;
  const fronts: Server[] = [];

  const git = (args: string[], input: string | Buffer = '') =>
    execFileSync('git', ['-C', server.pathOf('estate'), ...args], {
      input,
      stdio: ['pipe', 'pipe', 'ignore'],
      env: {
        ...process.env,
        GIT_AUTHOR_NAME: 'A',
        GIT_AUTHOR_EMAIL: 'a@b',
        GIT_COMMITTER_NAME: 'A',
        GIT_COMMITTER_EMAIL: 'a@b',
      },
    })
      .toString('latin1')
      .trim();
  const repositories = (cache = 'cache') =>
    createGitRepositories({
      config: mockServices.rootConfig(),
      logger: mockServices.logger.mock(),
      cacheDir: disk.resolve(cache),
    });
  const branch = () => ({ url, branch: 'main' });
  const blob = (text: string) => git(['hash-object', '-w', '--stdin'], text);
  /** A folder of lines as `git ls-tree` shows them; names are bytes. */
  const tree = (...lines: string[]) =>
    git(
      ['mktree', '--missing', '-z'],
      Buffer.from(lines.map(line => `${line}\0`).join(''), 'latin1'),
    );
  function commit(root: string, parent?: string): string {
    const id = git([
      'commit-tree',
      root,
      '-m',
      'Change',
      ...(parent ? ['-p', parent] : []),
    ]);
    git(['update-ref', 'refs/heads/main', id]);
    return id;
  }
  async function front(answer: RequestListener): Promise<string> {
    const made = createServer(answer);
    fronts.push(made);
    await new Promise<void>(resolve => {
      made.listen(0, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
  }

  beforeEach(async () => {
    disk.clear();
    server = await GitHttpServer.start({ root: disk.resolve('remotes') });
    url = await server.createRepository('estate');
  });

  afterEach(async () => {
    fronts.splice(0).forEach(each => each.close());
    await server.stop();
  });

  it('keeps links, submodules, modes and names of any bytes when something beside them is written', async () => {
    const a = blob('a');
    const sub = '1'.repeat(40);
    const folder = tree(
      `100644 blob ${a}\tCase.yaml`,
      `100644 blob ${a}\tcase.yaml`,
      `100755 blob ${a}\trun.sh`,
      `120000 blob ${blob('/etc/passwd')}\tlink.yaml`,
      `160000 commit ${sub}\tmodule`,
      `100644 blob ${a}\tb\xfcse.yaml`,
      `100644 blob ${a}\tb\xf6se.yaml`,
      `100644 blob ${a}\tz\xc3\xbc.yaml`,
    );
    commit(tree(`040000 tree ${folder}\tx`, `100644 blob ${a}\tx.yaml`));
    const before = git(['ls-tree', '-r', '-z', 'main']).split('\0');
    const repository = repositories();

    const { files } = await repository.readTree(branch());
    expect([...files.keys()].sort()).toEqual([
      'x.yaml',
      'x/Case.yaml',
      'x/b\ufffdse.yaml',
      'x/case.yaml',
      'x/run.sh',
      'x/z\u00fc.yaml',
    ]);

    await repository.push(branch(), {
      writes: [
        { path: 'x/new.yaml', content: 'new' },
        { path: 'x/z\u00fc.yaml', content: 'changed' },
      ],
      deletes: ['x/Case.yaml'],
      message: 'Write',
      author,
    });

    const after = git(['ls-tree', '-r', '-z', 'main']).split('\0');
    const isTouched = (line: string) =>
      /x\/(new|Case|z\xc3\xbc)\.yaml$/.test(line);
    expect(after.filter(line => !isTouched(line))).toEqual(
      before.filter(line => !isTouched(line)),
    );
    expect(after.filter(isTouched).map(line => line.split('\t')[1])).toEqual([
      'x/new.yaml',
      'x/z\xc3\xbc.yaml',
    ]);
    git(['fsck', '--strict']);
  });

  it.each([
    ['x/link.yaml', 'symbolic link'],
    ['x/module/a.yaml', 'submodule'],
    ['x', 'folder'],
  ])('refuses to write %s through a %s', async (path, what) => {
    const folder = tree(
      `120000 blob ${blob('../secret')}\tlink.yaml`,
      `160000 commit ${'1'.repeat(40)}\tmodule`,
    );
    commit(tree(`040000 tree ${folder}\tx`));

    await expect(
      repositories().push(branch(), {
        writes: [{ path, content: 'mine' }],
        message: 'Write',
        author,
      }),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining(what),
    });
  });

  it('names a branch that disappeared, and reads it again when it is back', async () => {
    const first = commit(tree(`100644 blob ${blob('a')}\ta.yaml`));
    git(['update-ref', 'refs/heads/other', first]);
    const repository = repositories();
    await repository.readTree(branch());
    git(['update-ref', '-d', 'refs/heads/main']);

    await expect(repository.readTree(branch())).rejects.toMatchObject({
      name: 'NotFoundError',
    });

    git(['update-ref', 'refs/heads/main', first]);
    expect((await repository.readTree(branch())).commit).toBe(first);
  });

  it('reads a branch that was rewritten, and nothing of what it was', async () => {
    const first = commit(tree(`100644 blob ${blob('a')}\ta.yaml`));
    commit(tree(`100644 blob ${blob('b')}\tb.yaml`), first);
    const repository = repositories();
    await repository.readTree(branch());
    await repository.readHistory(branch(), { paths: ['a.yaml'] });
    const anew = commit(tree(`100644 blob ${blob('a')}\ta.yaml`));

    const { files } = await repository.readTree(branch());
    const history = await repository.readHistory(branch(), {
      paths: ['a.yaml', 'b.yaml'],
      line: { known: new Map() },
    });

    expect([...files.keys()]).toEqual(['a.yaml']);
    expect(history.commits.map(each => each.commit)).toEqual([anew]);
    expect([...history.lastChanges]).toEqual([['a.yaml', anew]]);
    expect(history.end).toBe('first');
  });

  it('finds the commit of a file that is older than what is brought at first, also after a restart', async () => {
    const a = blob('a');
    const first = commit(tree(`100644 blob ${a}\ta.yaml`));
    let last = first;
    for (let i = 0; i < 60; i += 1) {
      last = commit(
        tree(`100644 blob ${a}\ta.yaml`, `100644 blob ${blob(`${i}`)}\tb.yaml`),
        last,
      );
    }
    const repository = repositories();
    const shallow = await repository.readHistory(branch(), {
      paths: ['a.yaml', 'b.yaml'],
    });
    expect([...shallow.lastChanges]).toEqual([['b.yaml', last]]);
    expect(shallow.end).toBe('more');

    for (const each of [repository, repositories()]) {
      const deep = await each.readHistory(branch(), {
        paths: ['a.yaml', 'b.yaml'],
        line: { known: new Map() },
        depth: 2000,
      });
      expect([...deep.lastChanges].sort()).toEqual([
        ['a.yaml', first],
        ['b.yaml', last],
      ]);
      expect(deep.line).toHaveLength(61);
      expect(deep.line[60].touched.has('a.yaml')).toBe(true);
      expect(deep.line[59].touched.has('a.yaml')).toBe(false);
      expect(deep.end).toBe('first');
    }
  });

  it('says that nothing older is to be had from a server that has no more itself', async () => {
    let last = commit(tree(`100644 blob ${blob('a')}\ta.yaml`));
    for (const text of ['1', '2']) {
      last = commit(
        tree(
          `100644 blob ${blob('a')}\ta.yaml`,
          `100644 blob ${blob(text)}\tb.yaml`,
        ),
        last,
      );
    }
    const parts = server.pathOf('shallow');
    execFileSync('git', [
      'clone',
      '-q',
      '--bare',
      '--depth=2',
      `file://${server.pathOf('estate')}`,
      parts,
    ]);
    url = server.urlOf('shallow');

    const { files } = await repositories().readTree(branch());
    const history = await repositories().readHistory(branch(), {
      paths: ['a.yaml', 'b.yaml'],
      depth: 2000,
    });

    expect(files.size).toBe(2);
    expect([...history.lastChanges]).toEqual([['b.yaml', last]]);
    expect(history.end).toBe('bound');
  });

  it('refuses a repository with other object ids by name', async () => {
    const path = server.pathOf('modern');
    execFileSync('git', [
      'init',
      '-q',
      '--bare',
      '-b',
      'main',
      '--object-format=sha256',
      path,
    ]);
    execFileSync('git', ['-C', path, 'fast-import', '--quiet'], {
      input:
        'commit refs/heads/main\ncommitter A <a@b> 1 +0000\ndata 1\nm\nM 100644 inline a\ndata 1\na\n',
    });
    url = server.urlOf('modern');

    await expect(repositories().readTree(branch())).rejects.toMatchObject({
      message: expect.stringContaining('SHA-256'),
    });
  });

  it('reads a branch beside very many others', async () => {
    const id = commit(tree(`100644 blob ${blob('a')}\ta.yaml`));
    git(
      ['update-ref', '--stdin'],
      Array.from(
        { length: 5000 },
        (_, i) => `create refs/heads/main-${i} ${id}\n`,
      ).join(''),
    );
    git(['pack-refs', '--all']);

    const { files } = await repositories().readTree(branch());

    expect([...files.keys()]).toEqual(['a.yaml']);
  });

  it('is followed where it moved on its host, and pushed to there', async () => {
    commit(tree(`100644 blob ${blob('a')}\ta.yaml`));
    const origin = new URL(url);
    const moved = await front((request, response) => {
      const at = new URL(request.url ?? '/', 'http://localhost');
      if (at.pathname.startsWith('/old.git')) {
        response
          .writeHead(301, {
            location: `${at.pathname.replace('/old.git', '/estate.git')}${
              at.search
            }`,
          })
          .end();
        return;
      }
      const chunks: Buffer[] = [];
      request.on('data', chunk => chunks.push(chunk));
      request.on('end', async () => {
        const answer = await fetch(`${origin.origin}${request.url}`, {
          method: request.method,
          headers: {
            'content-type': request.headers['content-type'] ?? '',
          },
          body: request.method === 'POST' ? Buffer.concat(chunks) : undefined,
        });
        response
          .writeHead(answer.status, Object.fromEntries(answer.headers))
          .end(Buffer.from(await answer.arrayBuffer()));
      });
    });
    url = `${moved}/old.git`;
    const repository = repositories();

    const { files } = await repository.readTree(branch());
    await repository.push(branch(), {
      writes: [{ path: 'b.yaml', content: 'b' }],
      message: 'Write',
      author,
    });

    expect([...files.keys()]).toEqual(['a.yaml']);
    expect(git(['ls-tree', '--name-only', 'main']).split('\n')).toEqual([
      'a.yaml',
      'b.yaml',
    ]);
  });

  it('is not followed to another host, where its credential does not belong', async () => {
    commit(tree(`100644 blob ${blob('a')}\ta.yaml`));
    const target = url;
    const asked = server.requests.length;
    const moved = await front((request, response) => {
      const at = new URL(request.url ?? '/', 'http://localhost');
      response
        .writeHead(302, { location: `${target}/info/refs${at.search}` })
        .end();
    });
    url = `${moved}/estate.git`;

    await expect(repositories().readTree(branch())).rejects.toMatchObject({
      message: expect.stringContaining('has moved to'),
    });
    expect(server.requests).toHaveLength(asked);
  });
});
