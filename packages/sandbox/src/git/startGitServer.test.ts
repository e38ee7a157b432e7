import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { GitRepositories } from './GitRepositories';
import { SeedCommit, seedRepository } from './seedRepository';
import { GitServer, startGitServer } from './startGitServer';

const run = promisify(execFile);
const first: SeedCommit = {
  author: 'Ada',
  email: 'ada@acme.example',
  date: 1_750_000_000,
  message: 'Begin <b>here</b>',
  files: new Map([
    ['a/one.yaml', 'kind: ConfigMap # ä\n'],
    ['a/empty.yaml', ''],
  ]),
};

describe('startGitServer', () => {
  let dir: string;
  let server: GitServer;
  let repositories: GitRepositories;
  const pushes: string[] = [];

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'sandbox-git-'));
    await seedRepository(dir, 'estate.git', [first]);
    repositories = new GitRepositories(dir);
    server = await startGitServer({ dir, onPush: () => pushes.push('push') });
  });
  afterAll(async () => {
    await server.close();
    await rm(dir, { recursive: true });
  });

  it('takes a push over HTTP and tells of it', async () => {
    const url = `${server.url}/estate.git`;
    const clone = join(dir, 'clone');
    await run('git', ['clone', '--quiet', url, clone]);
    expect(await readFile(join(clone, 'a/one.yaml'), 'utf8')).toContain('ä');
    const before = await repositories.resolve(url, 'main');
    await writeFile(join(clone, 'b.yaml'), 'kind: Secret\n');
    const me = ['-c', 'user.name=Bo', '-c', 'user.email=bo@acme.example'];
    await run('git', ['add', '.'], { cwd: clone });
    await run('git', [...me, 'commit', '-qm', 'Add b'], { cwd: clone });
    await run('git', ['push', '--quiet'], { cwd: clone });
    const after = await repositories.resolve(url, 'main');
    expect(after).not.toBe(before);
    expect((await repositories.tree(url, after)).get('b.yaml')).toBe(
      'kind: Secret\n',
    );
    expect((await repositories.tree(url, before)).has('b.yaml')).toBe(false);
    expect(pushes).toHaveLength(1);
  });

  it('shows a commit and a file, escaped', async () => {
    const sha = await repositories.resolve(`${server.url}/estate.git`, 'main');
    const history = await fetch(`${server.url}/estate.git`);
    expect(await history.text()).toContain(`/estate.git/commit/${sha}`);
    const commit = await (
      await fetch(`${server.url}/estate.git/commit/${sha}`)
    ).text();
    expect(commit).toContain('Add b');
    expect(commit).toContain('<ins>+kind: Secret</ins>');
    const log = await (await fetch(`${server.url}/estate.git`)).text();
    expect(log).toContain('Begin &#60;b&#62;here');
    const blob = `${server.url}/estate.git/blob/main/a/one.yaml`;
    expect(await (await fetch(blob)).text()).toContain('kind: ConfigMap');
  });

  it.each([
    '/other.git/info/refs?service=git-upload-pack',
    '/estate.git/commit/--all',
    '/estate.git/commit/HEAD',
    '/estate.git/blob/main/../../HEAD',
    '/estate.git/blob/main/%2e%2e%2fHEAD',
    '/..%2festate.git/info/refs',
    '/estate.git/objects/info/packs',
    '/',
  ])('has nothing at %s', async path => {
    expect((await fetch(server.url + path)).status).toBe(404);
  });

  it('reads no repository that is not its own', async () => {
    await expect(
      repositories.resolve('https://git.example.com/x.git', 'main'),
    ).rejects.toThrow('is not a repository of the sandbox');
    await expect(
      repositories.resolve(`${server.url}/../x.git`, 'main'),
    ).rejects.toThrow('is not a repository of the sandbox');
    await expect(
      repositories.resolve(`${server.url}/estate.git`, '--help'),
    ).rejects.toThrow("unable to resolve '--help' to a commit SHA");
  });

  it('seeds the same history every time', async () => {
    await seedRepository(dir, 'again.git', [first]);
    await seedRepository(dir, 'more.git', [first]);
    const sha = (name: string) =>
      repositories.resolve(`${server.url}/${name}`, 'main');
    expect(await sha('again.git')).toBe(await sha('more.git'));
  });
});
