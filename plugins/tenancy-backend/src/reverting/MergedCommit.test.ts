import { memoryGitRepositories } from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import { mergedCommit } from './MergedCommit';

const [merge, main, side] = ['a', 'b', 'c'].map(letter => letter.repeat(40));
const branch = { url: 'https://git.example.com/estate.git', branch: 'main' };

const gitWith = (
  commits: Array<{
    commit: string;
    parents: string[];
    message: string;
    author: string;
    at: number;
  }>,
) => ({
  ...memoryGitRepositories({}),
  readHistory: async () => ({
    commits,
    lastChanges: new Map(),
    line: [],
    end: 'first' as const,
  }),
});

describe('a commit that was merged', () => {
  it('is compared with what it was merged into', async () => {
    const git = gitWith([
      {
        commit: merge,
        parents: [main, side],
        message: 'Merge',
        author: 'Ada',
        at: 1,
      },
      { commit: side, parents: [main], message: 'x', author: 'Ada', at: 1 },
    ]);
    expect(await mergedCommit(git, branch, merge)).toEqual({
      commit: merge,
      before: main,
      at: 1,
    });
    expect(await mergedCommit(git, branch, side)).toEqual({
      commit: side,
      before: main,
      at: 1,
    });
  });

  it('is not known where what was before it is not at hand', async () => {
    const git = gitWith([
      { commit: main, parents: [], message: 'x', author: 'Ada', at: 1 },
    ]);
    expect(await mergedCommit(git, branch, main)).toBeUndefined();
    expect(await mergedCommit(git, branch, side)).toBeUndefined();
  });
});
