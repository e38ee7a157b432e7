import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { readPromotion, writeYaml } from '@groundwork/engine';
import { smallPlatform } from '@groundwork/engine/testUtils';
import { runCommand } from '../testing/runCommand';
import { TestDirectory } from '../testing/TestDirectory';

const platformWith = (repository: object) => {
  const { environments, ...platform } = smallPlatform();
  return writeYaml({
    ...platform,
    environments: environments.map(environment =>
      environment.name === 'prod'
        ? { ...environment, repository }
        : environment,
    ),
  });
};

describe('groundwork promote', () => {
  let requests: TestDirectory;
  let prod: TestDirectory;

  beforeEach(() => {
    requests = new TestDirectory();
    prod = new TestDirectory();
    requests.put(
      'groundwork.yaml',
      platformWith({ branch: 'environments/prod', codeowners: '@acme/ops' }),
    );
    requests.put('tenants/pay/prod/a.yaml', 'a: 1\n');
    requests.put('tenants/pay/dev/a.yaml', 'a: 1\n');
    requests.put('tenants/pay/requests/workload-a.yaml', 'kind: Workload\n');
    requests.put('platform/prod/pay/cluster/quota.yaml', 'q: 1\n');
    prod.put('README.md', 'of operators\n');
    prod.put('tenants/pay/prod/gone.yaml', 'gone: 1\n');
  });

  afterEach(() => {
    requests.remove();
    prod.remove();
  });

  const run = (...args: string[]) =>
    runCommand(
      'promote',
      requests.root,
      '--environment',
      'prod',
      '--to',
      prod.root,
      ...args,
    );

  it('writes what is rendered for the environment, prunes its own folders, and has nothing to do then', async () => {
    expect(await run('--check')).toMatchObject({ code: 1 });
    expect(prod.read('tenants/pay/prod/gone.yaml')).toBe('gone: 1\n');

    expect(await run()).toEqual({
      code: 0,
      err: '',
      out: [
        'added platform/prod/pay/cluster/quota.yaml\n',
        'added tenants/pay/prod/a.yaml\n',
        'removed tenants/pay/prod/gone.yaml\n',
        'added CODEOWNERS\n',
      ].join(''),
    });
    expect(prod.read('tenants/pay/prod/a.yaml')).toBe('a: 1\n');
    expect(prod.read('README.md')).toBe('of operators\n');
    expect(prod.read('CODEOWNERS')).toBe('* @acme/ops\n');
    for (const path of [
      'tenants/pay/prod/gone.yaml',
      'tenants/pay/dev',
      'tenants/pay/requests',
    ]) {
      expect(existsSync(prod.path(path))).toBe(false);
    }
    expect(await run('--check')).toMatchObject({
      code: 0,
      out: 'All of it is there.\n',
    });
  });

  it('says in the message which commit it was promoted from', async () => {
    const git = (...args: string[]) =>
      execFileSync(
        'git',
        ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args],
        { cwd: requests.root, encoding: 'utf8' },
      ).trim();
    git('init', '-q');
    git('add', '-A');
    git('commit', '-qm', 'Begin');
    const message = prod.path('../message-of-prod');

    expect(await run('--message', message)).toMatchObject({ code: 0 });

    const commit = git('rev-parse', 'HEAD');
    expect(readPromotion(readFileSync(message, 'utf8'))).toMatchObject({
      sources: { platform: commit, tenants: commit },
    });
  });

  it('writes nothing where it cannot say which commit that is', async () => {
    const { code, err } = await run('--message', prod.path('message'));
    expect(code).toBe(2);
    expect(err).toContain('none');
    expect(existsSync(prod.path('tenants/pay/prod/a.yaml'))).toBe(false);
  });

  it('writes through no link', async () => {
    prod.remove('tenants');
    symlinkSync(requests.root, prod.path('tenants'));
    expect((await run()).code).toBe(2);
  });

  it.each<[string, string[], string]>([
    ['an environment without a branch', ['--environment', 'dev'], 'prod'],
    ['a directory that is none', ['--to', '/nowhere'], 'not a directory'],
  ])('refuses %s', async (_, args, words) => {
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });

  it('promotes to one tenant where each has a repository', async () => {
    requests.put(
      'groundwork.yaml',
      platformWith({
        tenants: { url: 'https://git.example.com/platform/${{ tenant }}.git' },
      }),
    );
    requests.put('tenants/shop/prod/a.yaml', 'a: 2\n');
    prod.put('tenants/shop/prod/foreign.yaml', 'a: 3\n');

    const { code, err } = await run();
    expect(code).toBe(2);
    expect(err).toContain('--tenant is missing');
    expect((await run('--tenant', 'estate')).err).toContain(
      'which is that of the requests',
    );
    expect((await run('--tenant', '../pay')).code).toBe(2);

    expect(await run('--tenant', 'pay')).toEqual({
      code: 0,
      err: '',
      out: 'added tenants/pay/prod/a.yaml\nremoved tenants/pay/prod/gone.yaml\n',
    });
    expect(prod.read('tenants/shop/prod/foreign.yaml')).toBe('a: 3\n');
    expect(existsSync(prod.path('platform'))).toBe(false);
    expect(await run('--tenant', 'pay', '--check')).toMatchObject({ code: 0 });
  });

  it('says what is left where the platform tree has a branch beside', async () => {
    requests.put(
      'groundwork.yaml',
      platformWith({
        platform: { branch: 'environments/prod' },
        tenants: { branch: 'prod/${{ tenant }}' },
      }),
    );
    const { code, out, err } = await run();
    expect(code).toBe(0);
    expect(out).toBe('added platform/prod/pay/cluster/quota.yaml\n');
    expect(err).toContain('promote to those with --tenant');
    requests.put('groundwork.yaml', platformWith({ branch: 'prod' }));
    expect((await run('--tenant', 'pay')).err).toContain('no repositories');
  });

  it('asks for a checkout of each tree where they lie apart', async () => {
    const { repository: _, ...platform } = smallPlatform();
    requests.put(
      'groundwork.yaml',
      writeYaml({
        ...platform,
        repository: {
          platform: { url: 'https://git.example.com/a/platform.git' },
          tenants: { url: 'https://git.example.com/a/teams.git' },
        },
        environments: platform.environments.map(environment => ({
          ...environment,
          repository: { url: 'https://git.example.com/a/live.git' },
        })),
      }),
    );
    expect((await run()).err).toContain('a branch each');

    const teams = new TestDirectory();
    teams.put('tenants/pay/prod/b.yaml', 'b: 1\n');
    const { code } = await runCommand(
      'promote',
      requests.root,
      teams.root,
      '--environment',
      'prod',
      '--to',
      prod.root,
    );
    expect(code).toBe(0);
    expect(prod.read('tenants/pay/prod/b.yaml')).toBe('b: 1\n');
    expect(existsSync(prod.path('tenants/pay/prod/a.yaml'))).toBe(false);
    teams.remove();
  });
});
