import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import {
  application,
  component,
  deployment,
  namespace,
} from '../__testUtils__/lookObjects';
import { CARDS, lookPortal } from '../__testUtils__/lookPortal';
import { type Portal, startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(30_000);

/** Everybody who may come, by how they sign in. */
const viewers = {
  nobody: mockCredentials.none.header(),
  guest: mockCredentials.user.header('user:development/guest'),
  owner: mockCredentials.user.header('user:default/ada'),
  'another owner': mockCredentials.user.header('user:default/bob'),
  admin: mockCredentials.user.header('user:default/root'),
  plugin: mockCredentials.service.header(),
};
type Viewer = keyof typeof viewers;

let portal: Portal;
afterAll(() => portal.stop());

const ask = async (path: string, viewer: Viewer) => {
  const { status } = await request(portal.server)
    .get(`/api/tenancy/${path}`)
    .set('Authorization', viewers[viewer]);
  return status;
};
const cards = CARDS.map(card => `entities/component/default/pay/${card}`);
const matrix = (
  paths: readonly string[],
  expected: Record<Viewer, number>,
): Array<[string, string, Viewer, number]> =>
  paths.flatMap(path =>
    Object.entries(expected).map(
      ([viewer, status]): [string, string, Viewer, number] => [
        path,
        viewer,
        viewer as Viewer,
        status,
      ],
    ),
  );

const entities = [
  component('pay', { 'backstage.io/kubernetes-namespace': 'payments' }),
];
const objects = [
  namespace('payments'),
  application('pay'),
  deployment('payments', 'pay'),
];

describe('what is mapped to owners', () => {
  beforeAll(async () => {
    await portal?.stop();
    portal = await lookPortal({
      unmanaged: {
        access: 'owners',
        owners: [
          {
            owner: 'group:default/payments',
            namespaces: ['payments'],
            projects: ['payments'],
          },
          { owner: 'group:default/shop', namespaces: ['shop'] },
        ],
      },
      entities,
      objects,
    });
  });

  it.each([
    ...matrix(cards, {
      nobody: 401,
      guest: 404,
      owner: 200,
      'another owner': 404,
      admin: 200,
      plugin: 200,
    }),
    ...matrix(['setup'], {
      nobody: 401,
      guest: 403,
      owner: 403,
      'another owner': 403,
      admin: 200,
      plugin: 200,
    }),
    ...matrix(['tenants'], {
      nobody: 401,
      guest: 501,
      owner: 501,
      'another owner': 501,
      admin: 501,
      plugin: 501,
    }),
    ...matrix(['entities/component/default/pay/drift'], {
      nobody: 401,
      guest: 404,
      owner: 404,
      'another owner': 404,
      admin: 404,
      plugin: 404,
    }),
  ])('%s answers %s as it should', async (path, _, viewer, status) => {
    expect(await ask(path, viewer)).toBe(status);
  });
});

describe('what everybody may see who reads entities', () => {
  beforeAll(async () => {
    await portal?.stop();
    portal = await lookPortal({
      unmanaged: { access: 'entityReaders' },
      entities,
      objects,
    });
  });

  it.each([
    ...matrix(cards, {
      nobody: 401,
      guest: 200,
      owner: 200,
      'another owner': 200,
      admin: 200,
      plugin: 200,
    }),
    ...matrix(['setup'], {
      nobody: 401,
      guest: 403,
      owner: 403,
      'another owner': 403,
      admin: 200,
      plugin: 200,
    }),
  ])('%s answers %s as it should', async (path, _, viewer, status) => {
    expect(await ask(path, viewer)).toBe(status);
  });

  it('is told admins for what it is', async () => {
    const { body } = await request(portal.server)
      .get('/api/tenancy/setup')
      .set('Authorization', viewers.admin);
    expect(body.notes.join()).toMatch(
      /anyone who can register an entity can read any workload that the reader account sees/,
    );
  });
});

describe('nothing', () => {
  it.each([
    [{}, { nobody: 401, guest: 200, owner: 200, admin: 200 }],
    [
      { tenancy: { admins: ['group:default/platform'] } },
      { nobody: 401, guest: 403, owner: 403, admin: 200 },
    ],
  ])('is configured but %j: how to begin is told', async (config, expected) => {
    await portal?.stop();
    portal = await startPortal({
      unconfigured: true,
      entities,
      config: () => config,
    });
    for (const [viewer, status] of Object.entries(expected)) {
      expect([viewer, await ask('setup', viewer as Viewer)]).toEqual([
        viewer,
        status,
      ]);
    }
    const { body } = await request(portal.server)
      .get('/api/tenancy/setup')
      .set('Authorization', viewers.admin);
    expect(body).toMatchObject({
      configured: 'nothing',
      parts: [],
      clusters: [],
      owners: [],
      notes: [],
    });
    expect(body.config).toContain('unmanaged:');
    expect(body.config).toContain('admins: ["user:default/root"]');
    expect(body.entities).toBeUndefined();
    expect(await ask(cards[0], 'admin')).toBe(501);
  });
});
