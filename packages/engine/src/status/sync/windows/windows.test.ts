import fc from 'fast-check';
import {
  application,
  healthy,
  revision,
  statusOf,
} from '../../../testing/syncWorld';
import { nextTime, parseCron } from './cron';
import { durationMillis } from '../../../units/duration';

const project = (syncWindows: unknown[]) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'AppProject',
  metadata: { name: 'pay-dev', namespace: 'argocd' },
  spec: {
    sourceRepos: ['*'],
    destinations: [{ server: '*', namespace: '*' }],
    syncWindows,
  },
});
/** A Saturday. */
const noon = Date.parse('2026-11-28T12:00:00Z');

const waiting = application(
  {
    ...healthy,
    sync: { status: 'OutOfSync', revision },
    operationState: undefined,
    history: [],
    resources: [{ kind: 'Deployment', name: 'web', status: 'OutOfSync' }],
  },
  { automated: { selfHeal: true } },
);

const heldBy = (...windows: object[]) => {
  const [{ state, why }] = statusOf(
    [
      waiting,
      project(
        windows.map(window => ({
          applications: ['*'],
          kind: 'deny',
          duration: '2h',
          ...window,
        })),
      ),
    ],
    [],
    ['dev'],
    { now: noon },
  ).environments;
  return state === 'Suspended' ? why : state;
};

describe('sync windows', () => {
  it.each([
    [{ server: 'https://kubernetes.default.svc' }, 'in-cluster'],
    [{ name: 'in-cluster' }, 'https://kubernetes.default.svc'],
  ])('know a cluster as it is written, as Argo CD does: %j', (where, named) => {
    const heldFor = (destination: object) =>
      statusOf(
        [
          {
            ...waiting,
            spec: {
              ...(waiting.spec as object),
              destination: { ...destination, namespace: 'pay' },
            },
          },
          project([
            {
              kind: 'deny',
              clusters: [named],
              schedule: '0 11 * * *',
              duration: '2h',
            },
          ]),
        ],
        [],
        ['dev'],
        { now: noon },
      ).environments[0].state;
    expect(heldFor(where)).not.toBe('Suspended');
    expect(heldFor({ name: named })).toBe('Suspended');
  });

  it.each([
    [
      'an open deny window',
      [{ schedule: '0 11 * * *' }],
      'until 2026-11-28 13:00 UTC',
    ],
    ['a deny window that is over', [{ schedule: '0 9 * * *' }], 'Progressing'],
    [
      'a deny window of another day',
      [{ schedule: '0 11 * * 1-5' }],
      'Progressing',
    ],
    [
      'a deny window by name of the day',
      [{ schedule: '0 11 * * SAT' }],
      'until',
    ],
    [
      'a deny window in another time zone',
      [{ schedule: '45 20 * * *', timeZone: 'Asia/Tokyo', duration: '30m' }],
      'until 2026-11-28 12:15 UTC',
    ],
    [
      'a zone that nobody knows, as UTC',
      [{ schedule: '0 11 * * *', timeZone: 'Moon/Base' }],
      'until 2026-11-28 13:00',
    ],
    [
      'an open allow window',
      [{ kind: 'allow', schedule: '0 11 * * *' }],
      'Progressing',
    ],
    [
      'an allow window that is shut',
      [{ kind: 'allow', schedule: '0 18 * * *' }],
      'no sync window is open until 2026-11-28 18:00 UTC',
    ],
    [
      'deny over allow',
      [{ kind: 'allow', schedule: '0 11 * * *' }, { schedule: '30 11 * * *' }],
      'until 2026-11-29 11:00 UTC',
    ],
    [
      'windows that follow each other',
      [
        { schedule: '0 11 * * *' },
        { schedule: '30 12 * * *', description: 'the\nfreeze' },
      ],
      'until 2026-11-28 14:30 UTC',
    ],
    [
      'a window that never closes',
      [{ schedule: '* * * * *', duration: '1h', description: 'the\nfreeze' }],
      'a sync window (the freeze) blocks it',
    ],
    [
      'a window of other Applications',
      [{ schedule: '0 11 * * *', applications: ['web-*'] }],
      'Progressing',
    ],
    [
      'one of several lists',
      [{ schedule: '0 11 * * *', applications: ['x'], namespaces: ['*'] }],
      'until',
    ],
    [
      'all lists, where it says so',
      [
        {
          schedule: '0 11 * * *',
          applications: ['x'],
          namespaces: ['*'],
          andOperator: true,
        },
      ],
      'Progressing',
    ],
    ['a window that cannot be read', [{ schedule: '@daily' }], 'is invalid'],
    [
      'a duration that cannot be read',
      [{ schedule: '0 1 * * *', duration: '1d' }],
      'is invalid',
    ],
  ])('know %s', (_, windows, expected) => {
    expect(heldBy(...windows)).toContain(expected);
  });

  it('hold no green Application back', () => {
    const status = statusOf(
      [
        application(healthy, {
          spec: { destination: { namespace: 'pay', name: 'spoke' } },
        }),
        project([
          {
            kind: 'deny',
            schedule: '* * * * *',
            duration: '1h',
            namespaces: ['pay'],
          },
        ]),
      ],
      [],
      ['dev'],
      { now: noon },
    );
    expect(status.state).toBe('Healthy');
  });
});

describe('cron', () => {
  it('reads what Argo CD reads and nothing else', () => {
    const good = [
      '* * * * *',
      '*/5 0-6,22 1 JAN-mar MON',
      '0 0 ? * 0',
      '5/20 * * * *',
    ];
    const bad = [
      '',
      '* * * *',
      '60 * * * *',
      '* * * * 7',
      '* 5-1 * * *',
      '@hourly',
      '*/0 * * * *',
      '0 0 0 * *',
      '1-2-3 * * * *',
    ];
    expect(good.filter(text => !parseCron(text))).toEqual([]);
    expect(bad.filter(text => parseCron(text))).toEqual([]);
  });

  it('finds the 29th of February, and gives up on the 31st of it', () => {
    const at = (text: string) => {
      const schedule = parseCron(text);
      const time = schedule && nextTime(schedule, noon);
      return time && new Date(time).toISOString();
    };
    expect(at('0 3 29 2 *')).toBe('2028-02-29T03:00:00.000Z');
    expect(at('0 3 31 2 *')).toBeUndefined();
    expect(at('0 0 1 * 1')).toBe('2026-11-30T00:00:00.000Z');
    // With a step a star names days as a list does, and one of the two has to fit.
    expect(at('0 0 */9 * 1')).toBe('2026-11-30T00:00:00.000Z');
    expect(at('0 0 */1 * 1')).toBe('2026-11-30T00:00:00.000Z');
    expect(at('0 0 1 * */2')).toBe('2026-11-29T00:00:00.000Z');
  });

  it('never names a moment that has passed, and names each minute of a star', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), time => {
        const every = parseCron('* * * * *');
        const next = every && nextTime(every, time);
        expect(next).toBe(Math.floor(time / 60_000) * 60_000 + 60_000);
      }),
    );
  });

  it('reads durations as Go does', () => {
    expect(['1h30m', '1.5h', '90m', '0', '2h45s'].map(durationMillis)).toEqual([
      5_400_000, 5_400_000, 5_400_000, 0, 7_245_000,
    ]);
    expect(['', '1d', '1', 'h', '1 h'].map(durationMillis)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
