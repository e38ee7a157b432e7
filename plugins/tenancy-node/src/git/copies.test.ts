import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { GitHttpServer } from '../testUtils';
import { author, useRemote } from './__testUtils__/useRemote';

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex');

describe('the copy of a repository', () => {
  const { disk, packsOf, repositories, started, write } = useRemote();
  let server: GitHttpServer;
  let url: string;

  beforeEach(async () => {
    ({ server, url } = await started());
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
    expect(fetches.length).toBeLessThanOrEqual(3);
    await git.readTree({ url, branch: 'main' });
    expect(await readdir(packsOf('cache'))).toHaveLength(4);
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

  it('brings what files hold when it is asked for, and no more', async () => {
    await write({ 'a/one.yaml': '1', 'b/large.bin': 'x'.repeat(100_000) });
    const git = repositories();
    const holds = (text: string) =>
      spawnSync(
        'git',
        ['cat-file', '-e', sha1(`blob ${text.length}\0${text}`)],
        { cwd: join(packsOf('cache'), '..', '..') },
      ).status === 0;

    const some = await git.readTree({ url, branch: 'main' }, { under: ['a'] });
    expect(some.files.get('a/one.yaml')?.content()).toBe('1');
    expect([holds('1'), holds('x'.repeat(100_000))]).toEqual([true, false]);

    const pushed = await git.push(
      { url, branch: 'main' },
      {
        writes: [{ path: 'b/two.yaml', content: '2' }],
        message: 'Two',
        author,
      },
    );
    const all = await git.readTree({ url, branch: 'main' });
    expect(all.commit).toBe(pushed.commit);
    expect([...all.files.keys()]).toEqual([
      'a/one.yaml',
      'b/large.bin',
      'b/two.yaml',
    ]);
    expect(holds('x'.repeat(100_000))).toBe(true);
  });

  it('brings all once files are asked for again and again', async () => {
    const names = Array.from({ length: 60 }, (_, i) => `t${i}/a.yaml`);
    await write(Object.fromEntries(names.map(name => [name, name])));
    const git = repositories();
    server.requests.length = 0;
    for (const name of names) {
      const { files } = await git.readTree(
        { url, branch: 'main' },
        { under: [name], maxAge: 60_000 },
      );
      expect(files.get(name)?.content()).toBe(name);
    }
    const asked = server.requests.filter(each => each.startsWith('POST'));
    expect(asked.length).toBeLessThan(50);

    await write({ 't1/a.yaml': 'new', 't2/b.yaml': 'more' });
    server.requests.length = 0;
    // Each asks for the head and fetches it, and for no file by itself.
    for (const cache of ['cache', 'cache']) {
      const { files } = await repositories({ cache }).readTree({
        url,
        branch: 'main',
      });
      expect(files.get('t1/a.yaml')?.content()).toBe('new');
      expect(files.size).toBe(61);
    }
    expect(
      server.requests.filter(each => each.startsWith('POST')),
    ).toHaveLength(4);
  });

  it('brings all where the remote does not give single files', async () => {
    await write({ 'a.yaml': '1', 'b.yaml': '2' });
    server.isOld = true;
    const git = repositories();
    const tree = await git.readTree({ url, branch: 'main' });
    expect(tree.files.get('b.yaml')?.content()).toBe('2');
    await write({ 'a.yaml': '3' });
    const next = await git.readTree({ url, branch: 'main' });
    expect(next.files.get('a.yaml')?.content()).toBe('3');
  });
});
