import { useRemote } from './__testUtils__/useRemote';

describe('createGitRepositories', () => {
  const { repositories, started, write } = useRemote();
  let url: string;

  beforeEach(async () => {
    ({ url } = await started());
  });

  it('reads an empty repository as one without files', async () => {
    const tree = await repositories().readTree({ url, branch: 'main' });

    expect(tree.commit).toBe('0'.repeat(40));
    expect([...tree.files]).toEqual([]);
  });

  it('names files that cannot be read, each by itself', async () => {
    await write({
      'big.yaml': 'x'.repeat(1_100_000),
      'a.yaml': '\u0000a',
      'tenants/pay/b.yaml': '\ufefftext',
    });

    const { files } = await repositories().readTree({ url, branch: 'main' });

    const read = (path: string) => () => files.get(path)?.content();
    expect(read('big.yaml')).toThrow(/big.yaml cannot be read.* 1100000 bytes/);
    expect(read('a.yaml')).toThrow(/a.yaml cannot be read.* UTF-8/);
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

  it('reads the files of an older commit, and nothing of one that is not at hand', async () => {
    const first = await write({ 'a/one.yaml': '1', 'b.yaml': '1' });
    await write({ 'a/one.yaml': '2' });
    const git = repositories();
    const branch = { url, branch: 'main' };
    const { commit: head } = await git.readTree(branch);

    const then = await git.readCommit(branch, first.commit, { under: ['a'] });
    expect(then?.commit).toBe(first.commit);
    expect(
      [...(then?.files ?? [])].map(([path, file]) => [path, file.content()]),
    ).toEqual([['a/one.yaml', '1']]);
    for (const other of ['f'.repeat(40), 'main', '../../etc', '']) {
      expect(await git.readCommit(branch, other)).toBeUndefined();
    }
    // What was not found did no harm to the copy.
    expect((await git.readCommit(branch, head))?.files.size).toBe(2);
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
});
