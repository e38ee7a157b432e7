import { mockServices } from '@backstage/backend-test-utils';
import type {
  GitHistory,
  GitRepositories,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  defaultLayout,
  isKnown,
  parsePlatform,
  type TouchingCommit,
} from '@groundwork/engine';
import type { GitTrees } from './GitTrees';
import { Revisions } from './Revisions';
import { tenantsTouched } from './tenantsTouched';

const url = 'https://git.example.com/estate.git';

function commitOf(id: string, ...touched: string[]) {
  return {
    commit: id,
    parents: [],
    message: `Message ${id}`,
    author: `Author ${id}`,
    at: 1,
    touched: new Set(touched),
  };
}

describe('Revisions', () => {
  let commits: ReturnType<typeof commitOf>[];
  let older: ReturnType<typeof commitOf>[] = [];
  let files: Record<string, string> = {};
  let fail = false;
  let tell: (name: 'platform' | 'tenants') => void;
  const told: string[][] = [];

  function start() {
    const history: GitRepositories['readHistory'] = async (
      _,
      { depth = 0 } = {},
    ): Promise<GitHistory> => {
      if (fail) {
        throw new Error('away');
      }
      const newest = commits.filter(
        ({ commit }) => !older.some(each => each.commit === commit),
      );
      const line = depth > 0 ? [...newest, ...older] : commits;
      return {
        commits: line,
        lastChanges: new Map(),
        line,
        end: older.length > 0 && line === commits ? 'more' : 'first',
      };
    };
    return new Revisions({
      git: {
        readHistory: history,
        readTree: async () => ({
          commit: commits[0].commit,
          asOf: 1,
          files: new Map(
            Object.entries(files).map(([path, content]) => [
              path,
              { oid: content, content: () => content },
            ]),
          ),
        }),
      } as Partial<GitRepositories> as GitRepositories,
      trees: {
        onHead: (listener: typeof tell) => {
          tell = listener;
        },
        repository: () => ({ url, branch: 'main' }),
        names: () => ['platform', 'tenants'],
        onForgotten: () => {},
        tenantOf: () => undefined,
      } as Partial<GitTrees> as GitTrees,
      logger: mockServices.logger.mock(),
      onCommits: news => told.push(news.map(({ commit }) => commit)),
    });
  }
  const settle = async () => {
    for (let i = 0; i < 5; i += 1) {
      await new Promise(resolve => {
        setImmediate(resolve);
      });
    }
  };
  const head = async () => {
    tell('platform');
    tell('tenants');
    await settle();
  };
  const change = (revisions: Revisions, revision: string, path: string) => {
    const known = revisions
      .facts()
      .commits?.lastChange({ repository: url, path, revision });
    if (!known || !isKnown(known)) {
      return 'not known';
    }
    return 'olderThan' in known.value ? 'older' : known.value.commit;
  };

  it('remembers further back than one answer reaches, and tells what is new', async () => {
    const revisions = start();
    expect(change(revisions, 'main', 'tenants/a')).toBe('not known');
    commits = [commitOf('2', 'tenants/a'), commitOf('1', 'tenants/b')];
    await head();
    commits = [commitOf('3', 'tenants/c'), commitOf('2')];
    await head();

    expect(change(revisions, 'main', 'tenants/a')).toBe('2');
    expect(change(revisions, '3', 'tenants/b')).toBe('1');
    expect(change(revisions, '1', 'tenants/a')).toBe('older');
    expect(change(revisions, 'else', 'tenants/a')).toBe('not known');
    expect(told[told.length - 1]).toEqual(['3']);
  });

  it('brings older commits when they are asked for, once', async () => {
    const revisions = start();
    // Of the oldest at hand nobody knows what it touched.
    commits = [commitOf('3', 'tenants/c'), commitOf('2')];
    older = [commitOf('2', 'tenants/b'), commitOf('1', 'tenants/a')];
    await head();
    expect(change(revisions, 'main', 'tenants/c')).toBe('3');

    expect(change(revisions, 'main', 'tenants/a')).toBe('older');
    await settle();

    expect(change(revisions, 'main', 'tenants/b')).toBe('2');
    expect(change(revisions, 'main', 'tenants/a')).toBe('1');
    expect(change(revisions, '2', 'tenants/c')).toBe('older');
    expect(told[told.length - 1]).toEqual(['2', '1']);
    older = [];
  });

  it('counts what a Kustomization is built from outside of its folder', async () => {
    const revisions = start();
    files = {
      'apps/shop/dev/kustomization.yaml':
        'resources: [../../../bases/web, route.yaml]\npatches: [{path: ../patch.yaml}]\n',
      'bases/web/kustomization.yaml':
        'resources: [deployment.yaml]\ncomponents: [../tls]\n',
      'bases/tls/kustomization.yaml':
        'configMapGenerator: [{name: a, files: [ca=../../ca.crt]}]\n',
      'apps/broken/kustomization.yaml': 'resources: [../../../../etc, {',
    };
    commits = [
      commitOf('5', '', 'bases', 'bases/other'),
      commitOf('4', '', 'ca.crt'),
      commitOf('3', '', 'bases', 'bases/web'),
      commitOf('2', '', 'apps', 'apps/shop', 'apps/shop/patch.yaml'),
      commitOf('1', '', 'apps', 'apps/shop', 'apps/shop/dev', 'apps/broken'),
    ];
    await head();

    expect(change(revisions, 'main', 'apps/shop/dev')).toBe('4');
    expect(change(revisions, '3', 'apps/shop/dev/')).toBe('3');
    expect(change(revisions, '2', 'apps/shop/dev')).toBe('2');
    expect(change(revisions, '1', 'apps/shop/dev')).toBe('1');
    expect(change(revisions, 'main', 'apps/broken')).toBe('1');
    files = {};
  });

  it('begins anew where the branch was rewritten, and keeps what it has while Git is away', async () => {
    const revisions = start();
    commits = [commitOf('2', 'tenants/a'), commitOf('1', 'tenants/a')];
    await head();
    commits = [commitOf('9', 'tenants/b')];
    await head();
    expect(change(revisions, 'main', 'tenants/b')).toBe('9');
    expect(change(revisions, '2', 'tenants/a')).toBe('not known');
    fail = true;
    await head();
    expect(change(revisions, 'main', 'tenants/b')).toBe('9');
  });
});

describe('tenantsTouched', () => {
  it.each(['listed', 'only asked for'])(
    'names those whose folders a commit touched, where these are %s',
    async kind => {
      const { environments } = { environments: [{ name: 'dev' }] };
      const platform = {
        environments,
        layout: defaultLayout,
      } as ReturnType<typeof parsePlatform>;
      const touching = async (folder: string) => {
        const commit = commitOf('1', folder) as TouchingCommit;
        const { touched } = commit;
        return tenantsTouched(
          [
            kind === 'listed'
              ? { ...commit, touched: new Set([folder]) }
              : { ...commit, touched: { has: path => touched.has(path) } },
          ],
          ['a', 'b'],
          platform,
        );
      };
      expect(await touching('tenants/a')).toEqual(['a']);
      expect(await touching('platform/dev/b')).toEqual(['b']);
      expect(await touching('platform/dev/_shared')).toEqual([]);
      expect(await touching('platform/other/b')).toEqual([]);
    },
  );
});
