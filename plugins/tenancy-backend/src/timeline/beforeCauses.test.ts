import type { Cause, CauseFinding } from '@groundwork/engine';
import { beforeCauses } from './beforeCauses';
import type { StoredChange } from './ChangeStore';

const minute = 60_000;
const now = Date.parse('2026-11-28T14:10:00Z');

const change = (
  id: string,
  minutesAgo: number,
  rest: Partial<StoredChange>,
): StoredChange => ({
  id,
  key: id,
  kind: 'commit',
  event: 'committed',
  environments: ['prod'],
  at: now - minutesAgo * minute,
  ...rest,
});

const commit = change('commit', 8, { text: 'Scale web to 14' });
const broke = change('broke', 7, {
  kind: 'state',
  event: 'became',
  to: 'Degraded',
  subject: { kind: 'HTTPRoute', name: 'pay.example.com' },
});

const finding = (name: string, kind: string, title: string): CauseFinding => ({
  id: name,
  card: 'network',
  state: 'Degraded',
  why: 'x',
  native: [],
  environments: ['prod'],
  title,
  ref: { cluster: 'one', group: '', kind, namespace: 'pay', name },
});
const route = finding('pay', 'HTTPRoute', 'pay.example.com');

const cause = (overrides: Partial<Cause> = {}): Cause => ({
  id: 'quota',
  state: 'Degraded',
  why: 'full',
  native: [],
  text: 'Quota compute is full',
  environments: ['prod'],
  findings: [finding('compute', 'ResourceQuota', 'Quota compute')],
  follows: [
    { ...route, text: 'answers 503', from: 'quota', because: 'selects' },
  ],
  ...overrides,
});

describe('beforeCauses', () => {
  it('names the change before one of its things got worse, and since when', () => {
    expect(beforeCauses([cause()], [], [broke, commit])).toMatchObject([
      { since: broke.at, before: { id: 'commit' } },
    ]);
  });

  it('goes by the time that the cluster names where the timeline saw nothing break', () => {
    const since = now - 6 * minute;
    expect(
      beforeCauses([cause({ follows: [], since })], [], [commit]),
    ).toMatchObject([{ before: { id: 'commit' } }]);
    // What was long before is not just before.
    expect(
      beforeCauses(
        [cause({ follows: [], since: now + 60 * minute })],
        [],
        [commit],
      )[0].before,
    ).toBeUndefined();
  });

  it('takes no trouble for lasting that is over', () => {
    const well = { ...broke, id: 'well', key: 'well', to: 'Healthy', at: now };
    expect(
      beforeCauses([cause()], [], [well, broke, commit])[0].since,
    ).toBeUndefined();
  });

  it('tells a change at one cause only, and nothing of what is unknown or may come', () => {
    const since = now - 6 * minute;
    const twice = beforeCauses(
      [
        cause({ since, follows: [] }),
        cause({ id: 'b', since, follows: [] }),
        cause({ id: 'c', state: 'Unknown', follows: [] }),
        cause({ id: 'd', isWarning: true }),
      ],
      [],
      [commit],
    );
    expect(twice.map(({ before }) => before?.id)).toEqual([
      'commit',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('falls back to the trouble of its environment', () => {
    const troubles = [{ environment: 'prod', at: broke.at, before: commit }];
    expect(beforeCauses([cause({ follows: [] })], troubles, [])).toMatchObject([
      { since: broke.at, before: { id: 'commit' } },
    ]);
  });
});
