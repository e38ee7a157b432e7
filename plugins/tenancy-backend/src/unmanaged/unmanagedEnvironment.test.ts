import { clientOf } from '../__testUtils__/clientOf';
import { lookAt } from '../__testUtils__/lookAt';
import { byNamespace, owners, payments } from '../__testUtils__/lookEntities';
import {
  application,
  component,
  deployment,
  namespace,
} from '../__testUtils__/lookObjects';
import { CARDS, lookPortal } from '../__testUtils__/lookPortal';
import type { Portal } from '../__testUtils__/startPortal';

jest.setTimeout(30_000);

const id = { 'backstage.io/kubernetes-id': 'pay' };

describe('what is asked for in one place', () => {
  const pay = component('pay', id);
  const held = ['payments', 'payments-jobs'].flatMap(name => [
    namespace(name),
    deployment(name, 'pay', id),
  ]);
  const look = lookAt({
    clusters: {
      one: [...held, namespace('two'), deployment('two', 'pay', id)],
      two: [...held, application('pay')],
    },
    unmanaged: {
      access: 'owners',
      owners: [{ ...payments, namespaces: ['payments', 'payments-*', 'two'] }],
    },
    entities: [pay, byNamespace],
  });
  const places = async (only: string, entity = pay) =>
    (await look.findIn(only, entity))?.subject.places.map(({ name }) => name);

  it('is told of that alone, by the name on cards', async () => {
    expect(await places('two/payments-jobs')).toEqual(['two/payments-jobs']);
    const found = await look.findIn('two/payments', pay);
    if (!found) {
      throw new Error('it was not found');
    }
    const { sync, workloads, network } = await look.unmanaged.statusOf(found);
    expect(sync.environments.map(each => each.environment)).toEqual([
      'two/payments',
    ]);
    expect(workloads.workloads.map(({ ref }) => ref)).toMatchObject([
      { cluster: 'two', namespace: 'payments' },
    ]);
    expect(JSON.stringify(network)).not.toContain('payments-jobs');
    expect(
      look.unmanaged.sourcesOf(found.subject).map(({ source }) => source),
    ).toEqual(['cluster two']);
  });

  it('is told of all places of a cluster', async () => {
    expect(await places('one')).toEqual([
      'one/payments',
      'one/payments-jobs',
      'one/two',
    ]);
  });

  it('has one name, however short the names on cards are', async () => {
    expect(await places('one', byNamespace)).toEqual(['one']);
    expect(await places('one/payments', byNamespace)).toEqual(['one']);
  });

  it.each(['three', 'one/vault', 'payments', '', 'ONE', '__proto__'])(
    'is told of nothing in %s',
    async only => {
      expect(await places(only)).toBeUndefined();
    },
  );

  it('is told to nobody who would not be told of all', async () => {
    expect(
      await look.findIn('two', pay, 'group:default/vault'),
    ).toBeUndefined();
  });
});

describe('cards of one place', () => {
  let portal: Portal;
  const { get } = clientOf(() => portal);
  const card = (which: string, query: string, user = 'ada') =>
    get(`entities/component/default/pay/${which}?${query}`, user);

  beforeAll(async () => {
    portal = await lookPortal({
      unmanaged: {
        ...owners,
        owners: [{ ...payments, namespaces: ['payments', 'payments-*'] }],
      },
      entities: [component('pay', id)],
      objects: ['payments', 'payments-jobs'].flatMap(name => [
        namespace(name),
        deployment(name, 'pay', id),
      ]),
    });
  });

  afterAll(() => portal.stop());

  it('tell of no other', async () => {
    for (const which of CARDS) {
      const one = await card(which, 'environment=payments-jobs');
      const all = await card(which, '');
      expect([which, one.status, all.status]).toEqual([which, 200, 200]);
      const others = /"payments"/;
      expect(JSON.stringify(all.body)).toMatch(others);
      expect(JSON.stringify(one.body)).not.toMatch(others);
    }
  });

  it('say where it is, to whom they would tell of it', async () => {
    for (const which of CARDS) {
      const { status, body } = await card(which, 'environment=prod');
      expect([which, status]).toEqual([which, 404]);
      expect(body.error.message).toMatch(
        /is not looked at in prod: it is in payments, payments-jobs$/,
      );
    }
    const { body } = await card('status', 'environment=prod', 'bob');
    expect(body.error.message).not.toContain('payments');
  });

  it.each(['environment=', 'environment=a&environment=b'])(
    'refuse %s',
    async query => {
      expect((await card('quota', query)).status).toBe(400);
    },
  );
});
