import { Commits } from '../model';
import { arraySnapshot } from '../snapshot';
import { platform } from '../testing/syncWorld';
import { commitChanges, observedCommits } from './observedCommits';

const hour = 3_600_000;
const now = Date.parse('2026-11-28T12:00:00Z');
const times = { since: now - hour, now, oldest: now - 14 * 24 * hour };

/** Commits of the tenant's files, newest first, each with the hours that its author's clock says it is old. */
function look(...commits: ReadonlyArray<readonly [string, number]>) {
  const line = commits.map(([commit, age]) => ({
    commit,
    message: commit,
    author: 'ada',
    at: now - age * hour,
  }));
  const history: Commits = {
    lastChange: () => ({ unknown: 'notWatched', source: 'git' }),
    changes: ({ path }) => ({
      value: path === 'tenants/pay/dev' ? line : [],
      asOf: now,
      source: 'git',
    }),
  };
  return observedCommits(
    { name: 'pay', environments: [{ name: 'dev' }] },
    arraySnapshot([]),
    { platform, facts: { commits: history } },
  );
}

const told = (commits: ReturnType<typeof look>, known: string[]) =>
  commitChanges(commits, new Set(known), times).map(({ commit, at }) => [
    commit,
    (now - at) / hour,
  ]);

describe('commits', () => {
  it('stand in the order of Git, whatever clocks of authors say', () => {
    const commits = look(['late', 9], ['early', 2], ['first', 30]);
    expect(commits.map(({ commit }) => commit)).toEqual([
      'late',
      'early',
      'first',
    ]);
  });

  it('on top of known ones came since the last look', () => {
    expect(told(look(['new', 9], ['old', 2]), ['old'])).toEqual([['new', 1]]);
    expect(told(look(['new', 0.5], ['old', 2]), ['old'])).toEqual([
      ['new', 0.5],
    ]);
  });

  it('are as old as they say at the first look', () => {
    expect(told(look(['b', 5], ['a', 9]), [])).toEqual([
      ['b', 5],
      ['a', 9],
    ]);
  });

  it('that take the place of all others have a head that is new', () => {
    expect(told(look(['b2', 5], ['a2', 9]), ['a', 'b'])).toEqual([
      ['b2', 1],
      ['a2', 9],
    ]);
  });

  it('of the future came now', () => {
    expect(told(look(['b', -5], ['a', 9]), ['a'])).toEqual([['b', 0]]);
  });
});
