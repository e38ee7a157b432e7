import { healthy } from '../status/verdict';
import { UnknownEntry, arraySnapshot } from '../snapshot';
import { application, namespace, platform } from '../testing/syncWorld';
import { carryOver, changesBetween } from './changesBetween';
import { observe } from './observe';

const HOUR = 3_600_000;
const now = Date.parse('2026-11-28T12:00:00Z');
const tenant = {
  name: 'pay',
  environments: [{ name: 'dev', namespace: 'pay' }],
};

/** As a cluster writes it whose clock is so far ahead. */
const told = (at: number, ahead = 0) => new Date(at + ahead).toISOString();

function seen(
  ahead: number,
  objects: Parameters<typeof arraySnapshot>[0],
  unknown: UnknownEntry[] = [],
) {
  return observe(tenant, arraySnapshot(objects, unknown), {
    platform,
    facts: {
      clocks: {
        spoke: ahead,
        [platform.environments[0].argocd.cluster]: ahead,
      },
    },
    sync: { ...healthy(), environments: [] },
    network: { ...healthy(), routes: [], isolation: [] },
    isSilent: () => false,
  });
}

describe('observe', () => {
  it.each([
    ['right', 0],
    ['an hour ahead', HOUR],
    ['an hour behind', -HOUR],
  ])(
    'tells times by the clock of the portal where that of clusters is %s',
    (_, ahead) => {
      const hub = platform.environments[0].argocd.cluster;
      const observation = seen(ahead, [
        {
          cluster: 'spoke',
          asOf: now,
          objects: [
            namespace('pay', 'dev'),
            {
              apiVersion: 'external-secrets.io/v1',
              kind: 'ExternalSecret',
              metadata: {
                name: 'db',
                namespace: 'pay',
                creationTimestamp: told(now - 3 * HOUR, ahead),
              },
              status: { refreshTime: told(now - HOUR, ahead) },
            },
          ],
        },
        {
          cluster: hub,
          asOf: now,
          objects: [
            application({
              history: [
                {
                  id: 1,
                  revision: 'a'.repeat(40),
                  deployStartedAt: told(now - 2 * HOUR, ahead),
                  deployedAt: told(now - 2 * HOUR + 5000, ahead),
                },
              ],
              operationState: {
                phase: 'Succeeded',
                startedAt: told(now - 2 * HOUR, ahead),
                finishedAt: told(now - 2 * HOUR + 6000, ahead),
                operation: { initiatedBy: { username: 'ada' } },
                syncResult: { revision: 'a'.repeat(40) },
              },
            }),
          ],
        },
      ]);
      const changes = changesBetween(undefined, observation, {
        since: 0,
        at: now,
        now,
        oldest: now - 14 * 24 * HOUR,
      });
      expect(changes.map(({ event, at, by }) => [event, now - at, by])).toEqual(
        [
          ['created', 3 * HOUR, undefined],
          ['synced', 2 * HOUR - 5000, 'ada'],
          ['refreshed', HOUR, undefined],
        ],
      );
    },
  );

  const at = { since: now - HOUR, at: now, now, oldest: 0 };
  const kinds: Record<string, string> = {
    Deployment: 'apps/v1',
    StatefulSet: 'apps/v1',
    ExternalSecret: 'external-secrets.io/v1',
    HorizontalPodAutoscaler: 'autoscaling/v2',
  };
  const object = (kind: string, name: string, spec: object = {}) => ({
    apiVersion: kinds[kind],
    kind,
    metadata: {
      name,
      namespace: 'pay',
      creationTimestamp: told(now - 3 * HOUR),
    },
    spec,
  });
  const look = (objects: object[], unknown: UnknownEntry[] = []) =>
    seen(
      0,
      [
        {
          cluster: 'spoke',
          asOf: now,
          objects: objects as ReturnType<typeof object>[],
        },
      ],
      unknown,
    );

  it('tells nothing of workloads and limits that cannot be read for a while', () => {
    const all = [
      object('Deployment', 'web'),
      object('StatefulSet', 'db'),
      object('HorizontalPodAutoscaler', 'web', {
        maxReplicas: 4,
        scaleTargetRef: { kind: 'Deployment', name: 'web' },
      }),
    ];
    const blind = ['apps/StatefulSet', 'autoscaling/HorizontalPodAutoscaler'];
    const [before, between, after] = [
      look(all),
      look(
        all,
        blind.map(each => {
          const [group, kind] = each.split('/');
          return { cluster: 'spoke', group, kind, unknown: 'timeout' };
        }),
      ),
      look(all),
    ];
    const kept = carryOver(before, between);
    expect(changesBetween(before, between, at)).toEqual([]);
    expect(changesBetween(kept, after, at)).toEqual([]);
    // What was there all the time is not new to who sees it for the first time.
    const first = carryOver(undefined, between);
    const late = changesBetween(first, after, at).filter(
      ({ event, at: when }) => event === 'created' && when >= at.since,
    );
    expect(late).toEqual([]);
  });

  it('takes none for deleted or new that is beyond those that are followed', () => {
    const many = (from: number) =>
      Array.from({ length: 201 }, (_, i) =>
        object('ExternalSecret', `s${1000 + from + i}`),
      );
    const events = (...[a, b]: ReturnType<typeof look>[]) =>
      changesBetween(a, b, at).map(({ event }) => event);
    expect(events(look(many(5)), look(many(0)))).toEqual([]);
    expect(events(look(many(0)), look(many(5)))).toEqual([]);
    const few = [object('ExternalSecret', 'a'), object('ExternalSecret', 'b')];
    expect(events(look(few), look(few.slice(1)))).toEqual(['deleted']);
  });
});
