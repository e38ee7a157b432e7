import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { createGitHttp } from '../createGitHttp';
import { createGitRepositories } from '../createGitRepositories';
import { GitRepository } from '../GitRepository';
import { GitHttpServer } from '../../testUtils';
import { GitThread } from './GitThread';

jest.setTimeout(120_000);

const LIMITS = {
  maxFiles: 200_000,
  maxFileBytes: 1_000_000,
  maxTreeBytes: 10_000_000,
  maxHistoryBytes: 10_000_000,
};

describe('the thread that reads Git', () => {
  const disk = createMockDirectory();
  let server: GitHttpServer;
  let url: string;

  function fill(files: Record<string, string | Buffer>): void {
    const head = 'commit refs/heads/main\ncommitter A <a@b> 1700000000 +0000\n';
    const parts: Array<string | Buffer> = [`${head}data 4\ninit\n`];
    for (const [path, content] of Object.entries(files)) {
      parts.push(`M 100644 inline ${path}\ndata ${content.length}\n`);
      parts.push(content, '\n');
    }
    execFileSync('git', ['-C', server.pathOf('estate'), 'fast-import'], {
      input: Buffer.concat(parts.map(part => Buffer.from(part))),
      stdio: ['pipe', 'ignore', 'ignore'],
    });
  }

  function repositoryOf(
    thread: GitThread,
    cache: string,
    bounds: Partial<typeof LIMITS> = {},
  ): GitRepository {
    const limits = { ...LIMITS, ...bounds };
    const http = { timeout: 60_000, maxBytes: 1e9 };
    const key = thread.register({
      url,
      gitdir: disk.resolve(cache),
      limits,
      request: createGitHttp(url, http, async () => ({})),
    });
    return new GitRepository({ thread, key, limits });
  }

  beforeEach(async () => {
    disk.clear();
    server = await GitHttpServer.start({ root: disk.resolve('remotes') });
    url = await server.createRepository('estate');
    // All is brought, as of a remote that leaves nothing out.
    const path = server.pathOf('estate');
    execFileSync('git', ['-C', path, 'config', 'uploadpack.allowFilter', 'no']);
  });

  afterEach(() => server.stop());

  it('leaves this one free while it reads a pack of many files and a large one', async () => {
    const files: Record<string, string | Buffer> = {
      'large.bin': Buffer.alloc(30_000_000, 'x'),
    };
    for (let i = 0; i < 20_000; i += 1) {
      files[`a/${i % 200}/${i}.yaml`] = `number: ${i}\n`;
    }
    fill(files);
    const git = repositoryOf(new GitThread(), 'cache');
    await git.readTree('never', ['x']).catch(() => undefined);
    const before = performance.eventLoopUtilization();
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 5);

    const tree = await git.readTree('main', ['a/7', 'large.bin']);

    clearInterval(timer);
    const { active, utilization } = performance.eventLoopUtilization(before);
    expect(tree.files.size).toBe(101);
    expect(tree.files.get('a/7/7.yaml')?.content()).toBe('number: 7\n');
    expect(() => tree.files.get('large.bin')?.content()).toThrow(
      /30000000 bytes/,
    );
    expect({ isFree: utilization < 0.5, active, ticks }).toMatchObject({
      isFree: true,
    });
    expect(ticks).toBeGreaterThan(20);
  });

  it('brings the head alone where its history is too much', async () => {
    const numbers = Array.from({ length: 3 }, (_, i) => i);
    for (const number of numbers) {
      execFileSync('git', ['-C', server.pathOf('estate'), 'fast-import'], {
        input: Buffer.concat([
          Buffer.from(
            `commit refs/heads/main\ncommitter A <a@b> 170000000${number} +0000\ndata 4\ninit\n${
              number > 0 ? 'from refs/heads/main^0\n' : ''
            }M 100644 inline a.yaml\ndata 9\nnumber: ${number}\nM 100644 inline large.bin\ndata 600000\n`,
          ),
          randomBytes(600_000),
          Buffer.from('\n'),
        ]),
        stdio: ['pipe', 'ignore', 'ignore'],
      });
    }
    const git = repositoryOf(new GitThread(), 'cache', {
      maxHistoryBytes: 1_000_000,
    });

    const { files } = await git.readTree('main', ['a.yaml']);
    expect(files.get('a.yaml')?.content()).toBe('number: 2');
    const history = await git.readHistory('main', { depth: 100 });
    expect(history.commits).toHaveLength(1);
    expect(history.end).toBe('bound');

    await git.push('main', {
      writes: [{ path: 'a.yaml', content: 'number: 3' }],
      message: 'Change',
      author: { name: 'Ada', email: 'ada@example.com' },
    });
    const after = await git.readTree('main', ['a.yaml']);
    expect(after.files.get('a.yaml')?.content()).toBe('number: 3');
  });

  it('says that Git is unread when it ends, and is there for the next question', async () => {
    fill({ 'a.yaml': 'a' });
    const thread = new GitThread();
    const git = repositoryOf(thread, 'cache');
    let release = () => {};
    server.hold = new Promise(resolve => {
      release = resolve;
    });
    const pending = Promise.allSettled([
      git.readTree('main', undefined),
      git.readHistory('main'),
    ]);
    while (server.requests.length === 0) {
      await new Promise(resolve => {
        setTimeout(resolve, 10);
      });
    }

    await thread.stop();

    for (const each of await pending) {
      expect(each).toMatchObject({
        status: 'rejected',
        reason: {
          name: 'ServiceUnavailableError',
          message: expect.stringContaining('try again in a moment'),
        },
      });
    }
    release();
    server.hold = undefined;
    const tree = await git.readTree('main', undefined);
    expect(tree.files.get('a.yaml')?.content()).toBe('a');
  });

  it('answers all that changed to a thread that was started anew', async () => {
    fill({ 'a.yaml': 'a', 'b.yaml': 'b' });
    const thread = new GitThread();
    const git = repositoryOf(thread, 'cache');
    await git.readTree('main', undefined);
    await git.push('main', {
      writes: [{ path: 'a.yaml', content: 'new' }],
      deletes: ['b.yaml'],
      message: 'Change',
      author: { name: 'Ada', email: 'ada@example.com' },
    });
    await thread.stop();

    const { files } = await git.readTree('main', undefined);

    expect([...files].map(([path, file]) => [path, file.content()])).toEqual([
      ['a.yaml', 'new'],
    ]);
  });

  it('is never told a credential', async () => {
    const locked = await GitHttpServer.start({
      root: disk.resolve('remotes'),
      password: 'pa55-word',
    });
    const posted = jest.spyOn(Worker.prototype, 'postMessage');
    try {
      fill({ 'a.yaml': 'a' });
      const { host } = new URL(locked.urlOf('estate'));
      const git = createGitRepositories({
        config: mockServices.rootConfig({
          data: {
            integrations: {
              gitea: [
                {
                  host,
                  baseUrl: `http://${host}`,
                  username: 'bot',
                  password: 'pa55-word',
                },
              ],
            },
          },
        }),
        logger: mockServices.logger.mock(),
        cacheDir: disk.resolve('cache'),
      });
      const { files } = await git.readTree({
        url: locked.urlOf('estate'),
        branch: 'main',
      });

      expect(files.size).toBe(1);
      const told = JSON.stringify(posted.mock.calls);
      expect(told).toContain('readTree');
      expect(told).not.toContain('pa55-word');
      expect(told).not.toContain(
        Buffer.from('bot:pa55-word').toString('base64'),
      );
      expect(told.toLowerCase()).not.toContain('authorization');
    } finally {
      posted.mockRestore();
      await locked.stop();
    }
  });
});
