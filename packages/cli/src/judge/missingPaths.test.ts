import { execFileSync } from 'node:child_process';
import { writeYaml } from '@groundwork/engine';
import { runCommand } from '../testing/runCommand';
import { TestDirectory } from '../testing/TestDirectory';

const URL = 'https://git.example.com/acme/estate.git';

const source = (path: string, more: object = {}) => ({
  repoURL: URL,
  path,
  ...more,
});
const application = (name: string, spec: object) =>
  writeYaml({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: 'argocd' },
    spec: {
      project: 'default',
      destination: { server: 'https://kubernetes.default.svc' },
      ...spec,
    },
  });

describe('directories that Applications deploy', () => {
  let directory: TestDirectory;
  const git = (...args: string[]) =>
    execFileSync(
      'git',
      [
        ...['-C', directory.root, '-c', 'user.name=a'],
        ...['-c', 'user.email=a@example.com', ...args],
      ],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    ).toString();

  beforeEach(() => {
    directory = new TestDirectory();
    git('init', '--quiet', '--initial-branch=main');
    git('remote', 'add', 'origin', 'git@git.example.com:Acme/estate');
    directory.put('there/map.yaml', application('inner', {}));
    directory.put('file', 'no directory\n');
  });
  afterEach(() => directory.remove());

  const told = async (spec: object, within = '') => {
    directory.put('apps/pay.yaml', application('pay', spec));
    const { out } = await runCommand(
      ...['check', directory.path(within), '--manifests', '--format', 'json'],
    );
    return (JSON.parse(out) as Array<Record<string, string>>)
      .filter(({ code }) => code === 'PathNotFound')
      .map(({ path, message }) => [path, message]);
  };
  const missing = (path: string, file = 'apps/pay.yaml') => [
    [
      file,
      `Application pay deploys the directory ${path} of this repository, which is not there.`,
    ],
  ];

  it.each<[string, object]>([
    ['gone', { source: source('gone') }],
    ['./there/gone/', { source: source('./there/gone/') }],
    ['file', { source: source('file', { targetRevision: 'HEAD' }) }],
    ['gone', { source: source('gone', { targetRevision: 'main' }) }],
    ['gone', { sources: [source('there'), source('gone')] }],
    ['gone', { sourceHydrator: { drySource: source('gone') } }],
  ])('are told where %s is not there', async (path, spec) => {
    expect(await told(spec)).toEqual(missing(path));
  });

  it.each<[string, object]>([
    ['is there', { source: source('./there/') }],
    ['is all of it', { source: source('.') }],
    ['is of another branch', { source: source('x', { targetRevision: 'v1' }) }],
    ['is outside', { source: source('../x') }],
    ['is a chart', { source: source('x', { chart: 'x' }) }],
    ['is in another repository', { source: { path: 'x', repoURL: `${URL}x` } }],
    ['is filled in elsewhere', { source: source('apps/${NAME}') }],
  ])('are passed over where one %s', async (_, spec) => {
    expect(await told(spec)).toEqual([]);
  });

  it('are looked for from the root of the repository', async () => {
    expect(await told({ source: source('there') }, 'apps')).toEqual([]);
    expect(await told({ source: source('gone') }, 'apps')).toEqual(
      missing('gone', 'pay.yaml'),
    );
  });

  it('may have come to the branch that is meant since, or lie in a submodule', async () => {
    const commit = (message: string) => {
      git('add', '--all');
      git('commit', '--quiet', '--message', message);
    };
    commit('Begin');
    git('checkout', '--quiet', '-b', 'change');
    directory.put('later/map.yaml', application('later', {}));
    commit('Add it');
    const later = { source: source('later') };
    git('update-ref', 'refs/remotes/origin/HEAD', 'HEAD');
    directory.remove('later');
    // It is taken away here.
    expect(await told(later)).toEqual(missing('later'));
    git('reset', '--quiet', '--hard', 'main');
    // It was added there.
    expect(await told(later)).toEqual([]);
    expect(await told({ source: source('gone') })).toEqual(missing('gone'));
    git('update-ref', '-d', 'refs/remotes/origin/HEAD');
    // Which branch is the default one is not known.
    expect(await told({ source: source('gone') })).toEqual([]);

    git('checkout', '--quiet', '--detach');
    expect(await told(later)).toEqual(missing('later'));
    directory.put('.gitmodules', '[submodule "a"]\n\tpath = later\n');
    expect(await told({ source: source('later/deep') })).toEqual([]);
  });

  it('are not known of a part of a repository, or of none', async () => {
    const gone = { source: source('gone') };
    git('config', 'core.sparseCheckout', 'true');
    expect(await told(gone)).toEqual([]);
    git('config', 'core.sparseCheckout', 'false');
    expect(await told(gone)).toHaveLength(1);
    directory.remove('.git');
    expect(await told(gone)).toEqual([]);
  });

  it('show no credential of a job', async () => {
    git('remote', 'set-url', 'origin', URL.replace('//', '//job:s3cr3t@'));
    expect(await told({ source: source('gone') })).toEqual(missing('gone'));
  });
});
