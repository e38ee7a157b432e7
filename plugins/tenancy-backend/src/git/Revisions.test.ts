import { mockServices } from '@backstage/backend-test-utils';
import type {
  GitHistory,
  GitRepositories,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
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
  let fail = false;
  let tell: (name: 'platform' | 'tenants') => void;
  const told: string[][] = [];

  function start() {
    const history = async (): Promise<GitHistory> => {
      if (fail) {
        throw new Error('away');
      }
      return { commits, lastChanges: new Map(), line: commits };
    };
    return new Revisions({
      git: {
        readHistory: history,
      } as Partial<GitRepositories> as GitRepositories,
      trees: {
        onHead: (listener: typeof tell) => {
          tell = listener;
        },
        repository: () => ({ url, branch: 'main' }),
      } as Partial<GitTrees> as GitTrees,
      logger: mockServices.logger.mock(),
      onCommits: news => told.push(news.map(({ commit }) => commit)),
    });
  }
  const head = async () => {
    tell('platform');
    tell('tenants');
    await new Promise(resolve => {
      setImmediate(resolve);
    });
  };
  const change = (revisions: Revisions, revision: string, path: string) => {
    const known = revisions
      .facts()
      .commits?.lastChange({ repository: url, path, revision });
    if (!known || !isKnown(known)) {
      return 'not known';
    }
    return known.value === 'older' ? 'older' : known.value.commit;
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
  it('names those whose folders a commit touched', () => {
    const { environments } = { environments: [{ name: 'dev' }] };
    const platform = { environments } as ReturnType<typeof parsePlatform>;
    const touching = (folder: string) =>
      tenantsTouched(
        [commitOf('1', folder) as TouchingCommit],
        [{ name: 'a' }, { name: 'b' }],
        platform,
      );
    expect(touching('tenants/a')).toEqual(['a']);
    expect(touching('platform/dev/b')).toEqual(['b']);
    expect(touching('platform/dev/_shared')).toEqual([]);
  });
});
