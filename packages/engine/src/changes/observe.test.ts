import { healthy } from '../status/verdict';
import { arraySnapshot } from '../snapshot';
import { application, namespace, platform } from '../testing/syncWorld';
import { changesBetween } from './changesBetween';
import { observe } from './observe';

const HOUR = 3_600_000;
const now = Date.parse('2026-11-28T12:00:00Z');
const tenant = {
  name: 'pay',
  environments: [{ name: 'dev', namespace: 'pay' }],
};

/** As a cluster writes it whose clock is so far ahead. */
const told = (at: number, ahead = 0) => new Date(at + ahead).toISOString();

function seen(ahead: number, objects: Parameters<typeof arraySnapshot>[0]) {
  return observe(tenant, arraySnapshot(objects), {
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
});
