import type { GitHistory } from '@groundwork/backstage-plugin-tenancy-node';
import type { ApplicationStatus } from '@groundwork/engine';
import { appliedIn } from './appliedIn';

const history: GitHistory = {
  commits: [['c', 'b'], ['b', 'a'], ['a']].map(([commit, ...parents]) => ({
    commit,
    parents,
    message: '',
    author: '',
    at: 0,
  })),
  lastChanges: new Map(),
  line: [],
  end: 'first',
};

function at(syncedRevision: string, revision = syncedRevision) {
  return {
    sync: 'Synced',
    revision,
    syncedRevision,
  } as ApplicationStatus;
}

describe('appliedIn', () => {
  it('counts what Argo CD has seen, not the commit that last changed something here', () => {
    expect(appliedIn(at('c', 'a'), 'b', history)).toBeUndefined();
    expect(appliedIn(at('a'), 'b', history)).toBe('Argo CD is still at a');
  });

  it('waits for the sync', () => {
    const waiting = { ...at('c'), sync: 'OutOfSync', why: 'waits' };
    expect(appliedIn(waiting, 'b', history)).toBe('waits');
  });
});
