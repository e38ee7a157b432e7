import { execFileSync } from 'node:child_process';
import type { GitHttpServer } from '../testUtils';
import { author, useRemote } from './__testUtils__/useRemote';

describe('a branch that a change is proposed with', () => {
  const { repositories, started, write } = useRemote();
  let server: GitHttpServer;
  let url: string;

  beforeEach(async () => {
    ({ server, url } = await started());
  });

  it('is not taken for ours where somebody else made one of that name', async () => {
    await write({ 'a.yaml': '1' });
    const propose = (paths: readonly string[], cache: string) =>
      repositories({ cache }).push(
        { url, branch: 'main' },
        {
          writes: paths.map(path => ({ path, content: '2' })),
          newBranch: 'groundwork/change-1',
          message: 'Change',
          author,
        },
      );
    await propose(['a.yaml', 'platform/admin.yaml'], 'theirs');

    await expect(propose(['a.yaml'], 'ours')).rejects.toThrow(
      'holds another change (platform/admin.yaml)',
    );
    // What the branch itself has got meanwhile is no other change.
    await write({ 'b.yaml': '1' });
    await expect(
      propose(['a.yaml', 'platform/admin.yaml'], 'again'),
    ).resolves.toBeDefined();
  });

  it('is made anew where it was merged longer ago than is at hand', async () => {
    await write({ 'a.yaml': '1' });
    const propose = () =>
      repositories({ cache: 'ours' }).push(
        { url, branch: 'main' },
        {
          writes: [{ path: 'a.yaml', content: '2' }],
          newBranch: 'groundwork/change-1',
          message: 'Change',
          author,
        },
      );
    const { commit: merged } = await propose();
    const git = (args: string[], input?: string) =>
      execFileSync('git', ['-C', server.pathOf('estate'), ...args], { input });
    git(['update-ref', 'refs/heads/main', merged]);
    git(
      ['fast-import', '--quiet', '--force'],
      Array.from(
        { length: 60 },
        (_, i) =>
          `commit refs/heads/main\ncommitter A <a@b> ${
            1_800_000_000 + i
          } +0000\ndata 1\nx\n${
            i === 0 ? 'from refs/heads/main^0\n' : ''
          }M 100644 inline a.yaml\ndata 1\n1\n`,
      ).join(''),
    );

    const { commit } = await propose();
    expect(commit).not.toBe(merged);
    expect(git(['rev-parse', 'groundwork/change-1']).toString().trim()).toBe(
      commit,
    );
  });

  it('is not made of a repository without commits', async () => {
    await expect(
      repositories().push(
        { url, branch: 'main' },
        {
          writes: [{ path: 'a.yaml', content: '2' }],
          newBranch: 'groundwork/change-1',
          message: 'Change',
          author,
        },
      ),
    ).rejects.toThrow('is empty, so nothing can be proposed');
  });

  it('is made whatever other files are called and whoever may run them', async () => {
    const git = (args: string[], input?: string | Buffer) =>
      execFileSync('git', ['-C', server.pathOf('estate'), ...args], { input });
    const blob = git(['hash-object', '-w', '--stdin'], 'x').toString().trim();
    const entries = [
      ['100664', 'git~1'],
      ['100600', 'sh.sh'],
      ['100644', 'x\\y.md'],
    ].map(([mode, name]) =>
      Buffer.concat([
        Buffer.from(`${mode} ${name}\0`),
        Buffer.from(blob, 'hex'),
      ]),
    );
    const tree = git(
      ['hash-object', '-w', '-t', 'tree', '--literally', '--stdin'],
      Buffer.concat(entries),
    )
      .toString()
      .trim();
    const commit = git([
      ...['-c', 'user.name=A', '-c', 'user.email=a@b'],
      ...['commit-tree', tree, '-m', 'x'],
    ])
      .toString()
      .trim();
    git(['update-ref', 'refs/heads/main', commit]);

    await write({ 'a.yaml': '1' });
    const after = git(['cat-file', 'tree', 'main^{tree}']);
    for (const entry of entries) {
      expect(after.includes(entry)).toBe(true);
    }
  });
});
