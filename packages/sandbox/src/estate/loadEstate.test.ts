import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitRepositories, seedRepository } from '../git';
import { loadEstate } from './loadEstate';

const url = 'http://127.0.0.1:1/estate.git';

describe('loadEstate', () => {
  it('is the same every time, down to the commits', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'sandbox-estate-'));
    for (const name of ['estate.git', 'again.git']) {
      await seedRepository(dir, name, (await loadEstate('acme', url)).commits);
    }
    const git = new GitRepositories(dir);
    const sha = await git.resolve(url, 'main');
    expect(sha).toBe(await git.resolve('http://127.0.0.1:1/again.git', 'main'));
    const tree = await git.tree(url, sha);
    expect(
      [...tree.keys()].filter(path => path.startsWith('platform/tenants/')),
    ).toHaveLength(8);
    expect(tree.get('platform/dev/payments/argocd/application.yaml')).toContain(
      url,
    );
    await rm(dir, { recursive: true });
  });

  it('commits every file once, tenants after the platform', async () => {
    const { commits } = await loadEstate('acme', url);
    const paths = commits.flatMap(({ files }) => [...files.keys()]);
    expect(new Set(paths).size).toBe(paths.length);
    expect(commits.every(({ files }) => files.size > 0)).toBe(true);
    const dates = commits.map(({ date }) => date);
    expect(dates).toEqual([...dates].sort());
    expect(commits[0].files.has('platform/dev/_shared/argocd/root.yaml')).toBe(
      true,
    );
  });

  it('names one foreign cluster as it is called', async () => {
    const { platform } = await loadEstate('single', url, 'kind-a');
    expect(platform.environments.map(({ cluster }) => cluster)).toEqual([
      'kind-a',
      'kind-a',
      'kind-a',
    ]);
  });
});
