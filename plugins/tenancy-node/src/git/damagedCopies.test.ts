import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createGitRepositories } from './createGitRepositories';
import { GitHttpServer } from '../testUtils';

jest.setTimeout(60_000);

const run = promisify(execFile);
const author = { name: 'Ada', email: 'ada@example.com' };

/** A process was killed, or the disk was full, in the middle of writing a file: it ends anywhere, or is empty. */
describe('a copy of Git with a file that was half written', () => {
  const disk = createMockDirectory();
  let server: GitHttpServer;
  let url: string;

  const repositories = (cache: string) =>
    createGitRepositories({
      config: mockServices.rootConfig(),
      logger: mockServices.logger.mock(),
      cacheDir: disk.resolve(cache),
    });
  const change = (path: string, content: string) => ({
    writes: [{ path, content }],
    message: `Write ${path}`,
    author,
  });
  const filesBelow = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name =>
      statSync(join(folder, name)).isFile(),
    );
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

  beforeAll(async () => {
    server = await GitHttpServer.start({ root: disk.resolve('remotes') });
    url = await server.createRepository('estate');
    await repositories('writer').push(
      { url, branch: 'main' },
      change('a/one.yaml', 'one\n'),
    );
    const reader = repositories('whole');
    await reader.readTree({ url, branch: 'main' });
    // Ends after its objects were written, before the remote had them.
    server.breaks = Array(10).fill({
      path: '/git-receive-pack',
      when: 'before',
    });
    await reader
      .push({ url, branch: 'main' }, change('b/two.yaml', 'two\n'))
      .catch(() => undefined);
    server.breaks = [];
  });

  afterAll(() => server.stop());

  it('reads and pushes as if it were new, wherever the file ends', async () => {
    const copy = createHash('sha256').update(url).digest('hex').slice(0, 32);
    const names = filesBelow(disk.resolve('whole', `${copy}.git`));
    expect(names.length).toBeGreaterThan(8);
    const before = await log();
    const wrong: string[] = [];
    for (const [index, name] of names.entries()) {
      for (const part of [0, 0.7]) {
        const cache = `cache-${index}-${part}`;
        cpSync(disk.resolve('whole'), disk.resolve(cache), {
          recursive: true,
        });
        const file = disk.resolve(cache, `${copy}.git`, name);
        truncateSync(file, Math.floor(statSync(file).size * part));
        const git = repositories(cache);
        try {
          const { files } = await git.readTree({ url, branch: 'main' });
          expect(files.get('a/one.yaml')?.content()).toBe('one\n');
          // What is pushed is what was half written; the remote goes back after it.
          await git.push(
            { url, branch: 'main' },
            change('b/two.yaml', 'two\n'),
          );
          expect(await log()).toEqual(['Write b/two.yaml', ...before]);
          await run('git', ['-C', server.pathOf('estate'), 'fsck', '--strict']);
        } catch (error) {
          wrong.push(`${name} at ${part}: ${error}`);
        }
        await run('git', [
          '-C',
          server.pathOf('estate'),
          'update-ref',
          'refs/heads/main',
          (
            await run('git', [
              '-C',
              server.pathOf('estate'),
              'rev-list',
              '--max-parents=0',
              'main',
            ])
          ).stdout.trim(),
        ]);
      }
    }
    expect(wrong).toEqual([]);
  });
});
