import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { NOTICE_KINDS, type Observation, type State } from '@groundwork/engine';
import type { Knex } from 'knex';
import type { TenantDirectory } from '../tenants/TenantDirectory';
import { NoticePost } from './NoticePost';
import { Notices } from './Notices';
import { NoticeStore } from './NoticeStore';

const MINUTE = 60_000;
const DAY = 86_400_000;

const tenants = new Map(
  [
    ['pay', 'group:default/payments'],
    ['shop', 'group:default/shop'],
  ].map(([name, owner]) => [
    name,
    {
      name,
      owner,
      environments: [{ name: 'prod', cluster: 'one', namespace: name }],
    },
  ]),
);

function state(is: State, why = 'x'): Observation {
  return { prod: { states: { environment: { state: is, why } } } };
}

/** What was seen at the look before. */
const well = state('Healthy');

describe('notices', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let db: Knex;
  let now: number;
  let sent: NotificationSendOptions[];
  let fault: Error | undefined;

  const replica = (kinds: readonly string[] = NOTICE_KINDS) => {
    const directory = {
      get: (name: string) => tenants.get(name),
    } as unknown as TenantDirectory;
    return new Notices({
      store: new NoticeStore(db),
      post: new NoticePost({
        notifications: {
          async send(options) {
            if (fault) {
              throw fault;
            }
            sent.push(options);
          },
        },
        platform: {
          admins: ['group:default/platform'],
        } as unknown as ConstructorParameters<typeof NoticePost>[0]['platform'],
        directory,
        logger: mockServices.logger.mock(),
      }),
      directory,
      options: {
        kinds: new Set(NOTICE_KINDS.filter(kind => kinds.includes(kind))),
        settle: 2 * MINUTE,
      },
      now: () => now,
    });
  };
  const told = () =>
    sent
      .splice(0)
      .map(
        ({ recipients, payload }) =>
          `${'entityRef' in recipients ? recipients.entityRef : '?'}: ${
            payload.title
          }`,
      );
  const pass = async (notices: Notices, minutes: number) => {
    now += minutes * MINUTE;
    await notices.tick();
  };

  beforeEach(async () => {
    db = await databases.init('SQLITE_3');
    await db.migrate.latest({
      directory: resolvePackagePath(
        '@groundwork/backstage-plugin-tenancy-backend',
        'migrations',
      ),
    });
    await db('tenancy_notices').delete();
    now = Date.UTC(2026, 10, 28);
    sent = [];
    fault = undefined;
  });

  it('tell owner and admins once what broke for two minutes, and that it is over, as one matter', async () => {
    const notices = replica();
    await notices.take('pay', state('Degraded'), well);
    await pass(notices, 1);
    expect(told()).toEqual([]);

    await pass(notices, 1);
    await notices.take('pay', state('Degraded', 'y'), well);
    await pass(notices, 10);
    const scopes = new Set(sent.map(({ payload }) => payload.scope));
    expect(told()).toEqual([
      'group:default/payments: pay prod is Degraded',
      'group:default/platform: pay prod is Degraded',
    ]);

    await notices.take('pay', state('Healthy'), well);
    await pass(notices, 3);
    sent.forEach(({ payload }) => scopes.add(payload.scope));
    expect(told()).toEqual([
      'group:default/payments: pay prod is well again',
      'group:default/platform: pay prod is well again',
    ]);
    expect(scopes.size).toBe(1);
  });

  it('tell nothing of what comes and goes, nor of what was so before anybody watched', async () => {
    const notices = replica();
    for (const each of [
      'Degraded',
      'Healthy',
      'Degraded',
      'Healthy',
    ] as const) {
      await notices.take('pay', state(each), well);
      await pass(notices, 1);
    }
    await notices.take('shop', state('Degraded'), undefined);
    await pass(notices, 5);
    await notices.take('shop', state('Healthy'), well);
    await pass(notices, 5);
    await notices.take('pay', state('Unknown'), well);
    await pass(notices, 5);
    expect(told()).toEqual([]);
  });

  it('tell nothing of what is read for the first time, though the portal was there before', async () => {
    const notices = replica();
    await notices.take('pay', { prod: {} }, undefined);
    await notices.take('pay', state('Degraded'), { prod: {} });
    await pass(notices, 5);
    expect(told()).toEqual([]);

    await notices.take('pay', state('Healthy'), state('Degraded'));
    await notices.take('pay', state('Degraded'), state('Healthy'));
    await pass(notices, 5);
    expect(told()).toHaveLength(2);
  });

  it('do not take what is not known, or on its way, for well again', async () => {
    const notices = replica();
    await notices.take('pay', state('Degraded'), well);
    await pass(notices, 2);
    told();
    for (const each of ['Unknown', 'Progressing', 'Unknown'] as const) {
      await notices.take('pay', state(each), well);
      await pass(notices, 5);
    }
    await notices.take('pay', { prod: {} }, well);
    await pass(notices, 5);
    expect(told()).toEqual([]);
    await notices.take('pay', state('Healthy'), well);
    await pass(notices, 2);
    expect(told()).toHaveLength(2);
  });

  it('are not told again after a restart or by another replica', async () => {
    const [first, second] = [replica(), replica()];
    await first.take('pay', state('Degraded'), well);
    await second.take('pay', state('Degraded'), well);
    now += 2 * MINUTE;
    await Promise.all([first.tick(), second.tick()]);
    expect(told()).toHaveLength(2);

    const third = replica();
    await third.take('pay', state('Degraded'), well);
    await pass(third, 30);
    expect(told()).toEqual([]);
  });

  it('name no other tenant to a team, and one cause of several to the admins once', async () => {
    const notices = replica();
    await notices.take('pay', state('Degraded', 'taken by shop-prod'), well);
    await pass(notices, 2);
    const [team] = sent;
    expect(JSON.stringify(team.payload)).not.toContain('shop');
    sent = [];

    const down = state('Degraded', 'Gateway external is not programmed');
    await notices.take('pay', state('Healthy'), well);
    await pass(notices, 3);
    sent = [];
    await notices.take('pay', down, well);
    await notices.take('shop', down, well);
    await pass(notices, 2);
    expect(told()).toEqual([
      'group:default/payments: pay prod is Degraded',
      'group:default/shop: shop prod is Degraded',
      'group:default/platform: 2 tenants: Gateway external is not programmed',
    ]);
  });

  it('tell of certificates, quotas and merges once each', async () => {
    const notices = replica();
    const seen: Observation = {
      prod: {
        certificates: {
          soon: { notAfter: now + 5 * DAY },
          late: { notAfter: now + 50 * DAY },
        },
        quotas: { 'limits.cpu': 95, pods: 20 },
      },
    };
    await notices.take('pay', seen, undefined);
    await notices.merged('pay', {
      kind: 'Route',
      name: 'a',
      url: 'https://g/1',
    });
    await notices.merged('pay', {
      kind: 'Route',
      name: 'a',
      url: 'https://g/1',
    });
    await pass(notices, 2);
    await notices.take('pay', { prod: { ...seen.prod, quotas: {} } }, well);
    await notices.take('pay', seen, well);
    await pass(notices, 5);
    expect(told().filter(each => each.includes('payments'))).toEqual([
      'group:default/payments: Route a of pay was merged',
      'group:default/payments: Certificate soon of pay prod expires in 5 days',
      'group:default/payments: The quota of pay prod is nearly used',
    ]);
  });

  it('are of the chosen kinds alone', async () => {
    const notices = replica(['fixed']);
    await notices.take('pay', state('Degraded'), well);
    await pass(notices, 2);
    expect(told()).toEqual([]);
    await notices.take('pay', state('Healthy'), well);
    await pass(notices, 3);
    expect(told()).toHaveLength(2);
  });

  it('are tried again while the notifications do not answer, and never where there are none', async () => {
    const notices = replica();
    await notices.take('pay', state('Degraded'), well);
    fault = new Error('Request failed with status 503');
    await pass(notices, 2);
    fault = undefined;
    await pass(notices, 1);
    expect(told()).toEqual([
      'group:default/payments: pay prod is Degraded',
      'group:default/platform: pay prod is Degraded',
    ]);

    fault = new Error('Request failed with status 404');
    await notices.take('shop', state('Degraded'), well);
    await pass(notices, 2);
    fault = undefined;
    await pass(notices, 5);
    expect(told()).toEqual([]);
  });
});
