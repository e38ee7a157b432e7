import { createMockDirectory } from '@backstage/backend-test-utils';
import fs from 'node:fs';
import { join } from 'node:path';
import git from 'isomorphic-git';
import { readingFs } from './readingFs';

describe('readingFs', () => {
  const disk = createMockDirectory();
  const author = { name: 'Ada', email: 'ada@example.com' };
  let gitdir: string;

  async function commit(text: string): Promise<string> {
    const blob = Buffer.from(text);
    const oid = await git.writeBlob({ fs, gitdir, blob });
    const tree = await git.writeTree({
      fs,
      gitdir,
      tree: [{ path: 'a.yaml', mode: '100644', type: 'blob', oid }],
    });
    const at = { timestamp: 1_700_000_000, timezoneOffset: 0, ...author };
    return git.writeCommit({
      fs,
      gitdir,
      commit: { message: 'x', tree, parent: [], author: at, committer: at },
    });
  }

  beforeEach(async () => {
    disk.clear();
    gitdir = disk.resolve('copy.git');
    await git.init({ fs, gitdir, bare: true, defaultBranch: 'main' });
  });

  it('reads objects that lie alone and those in packs', async () => {
    const oid = await commit('first');
    const { packfile } = await git.packObjects({
      fs,
      gitdir,
      oids: [(await git.readCommit({ fs, gitdir, oid })).commit.tree],
    });
    const packs = join(gitdir, 'objects', 'pack');
    fs.mkdirSync(packs, { recursive: true });
    fs.writeFileSync(join(packs, 'pack-one.pack'), packfile ?? '');
    await git.indexPack({
      fs,
      dir: gitdir,
      gitdir,
      filepath: 'objects/pack/pack-one.pack',
    });
    const { commit: found } = await git.readCommit({ fs, gitdir, oid });
    fs.rmSync(
      join(gitdir, 'objects', found.tree.slice(0, 2), found.tree.slice(2)),
    );
    const { blob } = await git.readBlob({
      fs: readingFs(gitdir),
      gitdir,
      oid,
      filepath: 'a.yaml',
    });
    expect(Buffer.from(blob).toString()).toBe('first');
  });

  it('says of an object that is nowhere what the file system says', async () => {
    await commit('first');
    const oid = '1234567890'.repeat(4);
    const said = (of: typeof fs | ReturnType<typeof readingFs>) =>
      git.readObject({ fs: of, gitdir, oid }).then(
        () => undefined,
        error => [error.code, error.message],
      );
    expect(await said(readingFs(gitdir))).toEqual(await said(fs));
    expect(await said(fs)).toMatchObject(['NotFoundError', expect.anything()]);
  });

  it('looks for each folder once', async () => {
    const looked = jest.spyOn(fs.promises, 'readdir');
    const reading = readingFs(gitdir);
    for (let i = 0; i < 20; i += 1) {
      const oid = `${10 + i}`.repeat(20);
      await git.readObject({ fs: reading, gitdir, oid }).catch(() => undefined);
    }
    expect(looked).toHaveBeenCalledTimes(2);
    looked.mockRestore();
  });
});
