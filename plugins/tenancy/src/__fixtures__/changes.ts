import type {
  ChangeListView,
  TimelineEntry,
} from '@groundwork/backstage-plugin-tenancy-common';

const MINUTE = 60_000;

/** A commit, the sync that followed it, what broke after them, and a gap. */
export function changeList(
  overrides: Partial<ChangeListView> = {},
): ChangeListView {
  const broke = new Date(2026, 10, 28, 14, 3).getTime();
  const commit: TimelineEntry = {
    id: 'commit-1',
    kind: 'commit',
    event: 'committed',
    environments: ['prod'],
    at: broke - MINUTE,
    title: 'Scale web to 14',
    by: 'Ada',
    commit: '3f9c2e1'.padEnd(40, '0'),
    url: 'https://git.example.com/estate/commit/3f9c2e1',
  };
  return {
    mayChange: true,
    items: [
      {
        id: 'state-1',
        kind: 'state',
        event: 'became',
        environments: ['prod'],
        at: broke,
        title: 'prod went from Healthy to Degraded',
        detail: 'Quota is full: 12 of 12 pods',
        state: 'Degraded',
        justBefore: commit,
      },
      {
        id: 'sync-1',
        kind: 'sync',
        event: 'synced',
        environments: ['prod'],
        at: broke - MINUTE / 2,
        title: 'Argo CD synced payments-prod to 3f9c2e1',
      },
      commit,
      {
        id: 'gap-1',
        kind: 'gap',
        event: 'unwatched',
        environments: [],
        at: broke - 3 * 60 * MINUTE,
        until: broke - 2 * 60 * MINUTE,
        title: 'Nobody watched',
      },
    ],
    keptSince: broke - 14 * 24 * 60 * MINUTE,
    ...overrides,
  };
}
