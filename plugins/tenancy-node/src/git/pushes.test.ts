import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { GitHttpServer } from '../testUtils';
import { author, useRemote } from './__testUtils__/useRemote';

const run = promisify(execFile);

describe('a push to Git', () => {
  const { repositories, started, write } = useRemote();
  let server: GitHttpServer;
  let url: string;

  beforeEach(async () => {
    ({ server, url } = await started());
  });

  it('that the remote forbids is no race, and says who can allow it', async () => {
    await write({ 'a.yaml': '1' });
    const hook = join(server.pathOf('estate'), 'hooks', 'pre-receive');
    await mkdir(dirname(hook), { recursive: true });
    await writeFile(hook, '#!/bin/sh\nexit 1\n', { mode: 0o755 });

    await expect(write({ 'a.yaml': '2' })).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringMatching(
        /refs\/heads\/main: pre-receive hook declined\. The platform team lets the account of the portal push there/,
      ),
    });
  });

  it('commits nothing when the branch holds it all already', async () => {
    const first = await write({ 'a.yaml': '1' });

    const second = await write({ 'a.yaml': '1' }, 'other');

    expect(second).toEqual(first);
  });

  it('makes a branch of its own, once, and leaves the other alone', async () => {
    const { commit: base } = await write({ 'a.yaml': '1' });
    const git = repositories();
    const push = (content: string) =>
      git.push(
        { url, branch: 'main' },
        {
          base,
          writes: [{ path: 'a.yaml', content }],
          newBranch: 'groundwork/change-1',
          message: 'Change',
          author,
        },
      );
    const { commit } = await push('2');

    expect(await push('2')).toMatchObject({ commit });
    await expect(push('3')).rejects.toThrow(
      `groundwork/change-1 of ${url} is there already and holds another change (a.yaml)`,
    );
    await expect(push('1')).rejects.toThrow('there is nothing to propose');

    const read = async (branch: string) =>
      (await repositories().readTree({ url, branch })).files
        .get('a.yaml')
        ?.content();
    expect(await read('main')).toBe('1');
    expect(await read('groundwork/change-1')).toBe('2');
    await write({ 'a.yaml': 'other' });
    await expect(push('4')).rejects.toThrow('Git has changed');
  });

  it('is never the one that changes are made from', async () => {
    const { commit } = await write({ 'a.yaml': '1' });
    await expect(
      repositories().push(
        { url, branch: 'main' },
        {
          writes: [{ path: 'a.yaml', content: '2' }],
          newBranch: 'main',
          message: 'Change',
          author,
        },
      ),
    ).rejects.toThrow('main is the branch that changes are made from');
    const { commit: after } = await repositories().readTree({
      url,
      branch: 'main',
    });
    expect(after).toBe(commit);
  });

  it('makes it anew where what was proposed with it is merged, and left it there', async () => {
    const branch = 'groundwork/change-1';
    const { commit: first } = await write({ 'a.yaml': '1' });
    const git = repositories();
    const propose = (base: string) =>
      git.push(
        { url, branch: 'main' },
        {
          base,
          writes: [{ path: 'a.yaml', content: '2' }],
          newBranch: branch,
          message: 'Change',
          author,
        },
      );
    const { commit: merged } = await propose(first);
    await run('git', [
      '-C',
      server.pathOf('estate'),
      'update-ref',
      'refs/heads/main',
      merged,
    ]);
    const { commit: back } = await write({ 'a.yaml': '1' });

    const { commit: again } = await propose(back);

    expect(again).not.toBe(merged);
    const { files } = await repositories().readTree({ url, branch });
    expect(files.get('a.yaml')?.content()).toBe('2');
    expect(await propose(back)).toMatchObject({ commit: again });
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

  it('goes through only at its base where it has to be exact', async () => {
    const { commit: base } = await write({ 'a.yaml': '1', 'b.yaml': '1' });
    const push = () =>
      repositories().push(
        { url, branch: 'main' },
        {
          base,
          exact: true,
          writes: [{ path: 'a.yaml', content: 'mine' }],
          message: 'Mine',
          author,
        },
      );
    server.beforePush = async () => {
      await write({ 'c.yaml': 'in between' }, 'other');
    };

    await expect(push()).rejects.toThrow('Git has changed since');
    await expect(push()).rejects.toThrow('Git has changed since');
    const { files } = await repositories().readTree({ url, branch: 'main' });
    expect(files.get('a.yaml')?.content()).toBe('1');
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
});
