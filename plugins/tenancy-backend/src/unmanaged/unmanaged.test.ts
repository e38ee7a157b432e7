import { clientOf } from '../__testUtils__/clientOf';
import {
  application,
  component,
  deployment,
  namespace,
} from '../__testUtils__/lookObjects';
import { CARDS, lookPortal } from '../__testUtils__/lookPortal';
import type { Portal } from '../__testUtils__/startPortal';

jest.setTimeout(30_000);

const K8S = 'backstage.io/kubernetes';
const shop = { owner: 'group:default/shop' };

/** What people have on their entities: [name, annotations]. */
const spellings: Array<[string, Record<string, string>]> = [
  ['by-namespace', { [`${K8S}-namespace`]: 'payments' }],
  ['by-id', { [`${K8S}-id`]: 'pay' }],
  ['by-selector', { [`${K8S}-label-selector`]: 'team in (pay),tier!=x' }],
  ['by-app', { 'argocd/app-name': 'pay' }],
  ['by-app-selector', { 'argocd/app-selector': 'app=pay' }],
  ['by-project', { 'argocd/project-name': 'payments' }],
  [
    'by-app-home',
    { 'argocd/app-name': 'pay', 'argocd/app-namespace': 'argocd' },
  ],
  ['by-instance', { 'argocd/app-name': 'pay', 'argocd/instance-name': 'main' }],
  [
    'by-cluster',
    { [`${K8S}-namespace`]: 'payments', [`${K8S}-cluster`]: 'one' },
  ],
  ['by-flux', { 'kustomize.toolkit.fluxcd.io/name': 'pay' }],
];

/** What lies in other hands, and how somebody may try to reach it. */
const borrowed: Array<[string, Record<string, string>]> = [
  ['ns', { [`${K8S}-namespace`]: 'vault' }],
  ['ns-cluster', { [`${K8S}-namespace`]: 'vault', [`${K8S}-cluster`]: 'one' }],
  ['id', { [`${K8S}-id`]: 'vault' }],
  ['selector', { [`${K8S}-label-selector`]: 'team=vault' }],
  ['selector-all', { [`${K8S}-label-selector`]: '!nothing-has-this' }],
  ['selector-odd', { [`${K8S}-label-selector`]: ',' }],
  ['app', { 'argocd/app-name': 'vault' }],
  ['app-many', { 'argocd/app-name': 'vault,foreign-project,foreign-home' }],
  ['app-project', { 'argocd/app-name': 'foreign-project' }],
  ['app-home', { 'argocd/app-name': 'foreign-home' }],
  ['app-dest', { 'argocd/app-name': 'foreign-cluster' }],
  ['app-two', { 'argocd/app-name': 'two-destinations' }],
  ['app-none', { 'argocd/app-name': 'no-destination' }],
  ['app-selector', { 'argocd/app-selector': 'app=vault' }],
  ['project', { 'argocd/project-name': 'vault' }],
  ['flux', { 'kustomize.toolkit.fluxcd.io/name': 'vault' }],
  ['proto', { [`${K8S}-namespace`]: '__proto__' }],
];

/** What answers about nothing but one's own may be about; 200 are events. */
const OWN = ['404', '200', '[{"cluster":"one","namespace":"payments"}]'];

const unmanaged = {
  access: 'owners',
  owners: [
    {
      owner: 'group:default/payments',
      namespaces: ['payments', 'payments-*'],
      projects: ['payments'],
    },
    {
      owner: 'group:default/vault',
      namespaces: ['vault'],
      projects: ['vault'],
    },
  ],
};

const pay = {
  'backstage.io/kubernetes-id': 'pay',
  team: 'pay',
  'kustomize.toolkit.fluxcd.io/name': 'pay',
};

const objects = [
  ...['payments', 'payments-jobs', 'vault', 'gateways'].map(name =>
    namespace(name),
  ),
  deployment('payments', 'pay', pay),
  deployment('payments', 'other'),
  deployment('vault', 'vault', {
    'backstage.io/kubernetes-id': 'vault',
    team: 'vault',
    'kustomize.toolkit.fluxcd.io/name': 'vault',
  }),
  application('pay', { labels: { app: 'pay' } }),
  application('vault', {
    project: 'vault',
    to: 'vault',
    labels: { app: 'vault' },
  }),
  // Each is of payments but for one thing.
  application('foreign-project', { project: 'vault' }),
  application('foreign-home', { home: 'vault' }),
  application('foreign-cluster', {
    destination: { server: 'https://elsewhere.example.com' },
  }),
  application('two-destinations', { destination: { name: 'in-cluster' } }),
  application('no-destination', { to: '' }),
];

describe('entities that are no tenants', () => {
  let portal: Portal;
  const { get: ask } = clientOf(() => portal);
  const get = (path: string, user = 'ada') =>
    ask(`entities/component/default/${path}`, user);

  beforeAll(async () => {
    portal = await lookPortal({
      unmanaged,
      objects,
      entities: [
        ...spellings.map(([name, annotations]) => component(name, annotations)),
        ...borrowed.map(([name, annotations]) =>
          component(`mine-${name}`, annotations),
        ),
        // Written by ada, in the name of those whose things these are.
        ...borrowed.map(([name, annotations]) =>
          component(`theirs-${name}`, annotations, {
            owner: 'group:default/vault',
          }),
        ),
        ...spellings.map(([name, annotations]) =>
          component(`shop-${name}`, annotations, shop),
        ),
        component('api', { [`${K8S}-namespace`]: 'payments' }, { kind: 'API' }),
        component(
          'user',
          { [`${K8S}-namespace`]: 'payments' },
          { kind: 'User' },
        ),
      ],
    });
  });

  afterAll(() => portal.stop());

  it.each(spellings)('are found %s', async name => {
    const status = await get(`${name}/status`);
    expect(status.status).toBe(200);
    expect(status.body.tenant).toBe(`unmanaged:component:default/${name}`);
    expect(status.body.unmanaged.places).toEqual([
      { cluster: 'one', namespace: 'payments' },
    ]);
    expect(
      status.body.sync.environments.map(
        (row: { environment: string; state: string }) => [
          row.environment,
          row.state,
        ],
      ),
    ).toEqual([['payments', 'Healthy']]);
    const text = JSON.stringify(status.body);
    expect(text).not.toContain('foreign');
    for (const card of CARDS) {
      const answer = await get(`${name}/${card}`);
      expect([card, answer.status]).toEqual([card, 200]);
      expect(JSON.stringify(answer.body)).not.toMatch(/vault|foreign/);
    }
  });

  it('show the workloads that an entity means', async () => {
    const names = async (name: string) => {
      const { body } = await get(`${name}/workloads`);
      return body.workloads.workloads.map(
        ({ ref }: { ref: { name: string } }) => ref.name,
      );
    };
    expect(await names('by-id')).toEqual(['pay']);
    expect(await names('by-selector')).toEqual(['pay']);
    expect(await names('by-flux')).toEqual(['pay']);
    expect(await names('by-namespace')).toEqual(['other', 'pay']);
  });

  it('are as well APIs, and no kinds of entities that nobody runs', async () => {
    expect((await ask('entities/api/default/api/status', 'ada')).status).toBe(
      200,
    );
    expect((await ask('entities/user/default/user/status', 'ada')).status).toBe(
      404,
    );
  });

  it('are as if they were not there for all but their owners and admins', async () => {
    for (const [name] of spellings) {
      for (const card of CARDS) {
        const answer = await get(`${name}/${card}`, 'bob');
        expect([name, card, answer.status]).toEqual([name, card, 404]);
      }
    }
    const missing = await get('nothing/status', 'bob');
    const theirs = await get('by-app/status', 'bob');
    const same = (text: string) => text.replace(/default\/[-a-z]+/g, '…');
    expect(same(theirs.body.error.message)).toBe(
      same(missing.body.error.message),
    );
    expect((await get('by-app/status', 'root')).status).toBe(200);
  });

  describe.each([
    ['mine', 'an entity of their own'],
    ['theirs', 'an entity in the name of the victim'],
  ])('with annotations that were borrowed (%s)', prefix => {
    it.each(borrowed)('tell nothing by %s', async name => {
      for (const card of CARDS) {
        const answer = await get(`${prefix}-${name}/${card}`);
        const text = JSON.stringify(answer.body).replaceAll(
          `${prefix}-${name}`,
          '',
        );
        // What is their own may be shown, and that alone.
        const told = JSON.stringify(
          answer.body.unmanaged?.places ?? answer.status,
        );
        expect(prefix === 'mine' ? OWN : ['404']).toContain(told);
        expect(text).not.toMatch(/vault|foreign|two-destinations/);
      }
    });
  });

  it.each(spellings)(
    'show nothing of others to who owns an entity without being mapped, by %s',
    async name => {
      for (const card of CARDS) {
        const answer = await get(`shop-${name}/${card}`, 'bob');
        expect([card, answer.status]).toEqual([card, 404]);
      }
    },
  );

  it('have no tenants, requests, forms or actions', async () => {
    for (const path of [
      'tenants',
      'platform',
      'tenants/payments/actions',
      'tenants/unmanaged:component:default%2Fby-app/status',
    ]) {
      expect((await ask(path, 'root')).status).toBe(501);
    }
  });
});
