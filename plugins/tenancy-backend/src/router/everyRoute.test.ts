import { createServiceFactory } from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { mockCredentials } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import request from 'supertest';
import { clientOf } from '../__testUtils__/clientOf';
import { files } from '../__testUtils__/deployingPortal';
import { as, type Portal, startPortal } from '../__testUtils__/startPortal';

/** Every route that a router of the plugin offers, as `get /tenants/:tenant`. */
const mockOffered: string[] = [];

jest.mock('express-promise-router', () => {
  const { default: PromiseRouter } = jest.requireActual(
    'express-promise-router',
  );
  return (options: object) => {
    const router = PromiseRouter(options);
    for (const method of ['get', 'post', 'put', 'patch', 'delete']) {
      const offer = router[method].bind(router);
      router[method] = (path: string, ...handlers: unknown[]) => {
        mockOffered.push(`${method} ${path}`);
        return offer(path, ...handlers);
      };
    }
    return router;
  };
});

jest.setTimeout(60_000);

const commit = 'f'.repeat(40);
const key = 'a'.repeat(32);
const actions = '/tenants/:tenant/environments/:environment/actions';

/** What is sent to the routes of a tenant that change something. A route that is missing here fails the test. */
const bodies: Record<string, object> = {
  [`post ${actions}/sync`]: { application: 'pay-dev', key },
  [`post ${actions}/refresh`]: { application: 'pay-dev' },
  [`post ${actions}/terminate`]: { application: 'pay-dev' },
  [`post ${actions}/restart`]: { kind: 'Deployment', name: 'api' },
  [`post ${actions}/refresh-secret`]: { name: 'db', key },
  'post /tenants/:tenant/workloads/:workload/deployments': { image: ':2' },
  'post /tenants/:tenant/requests/:kind/:name/revert': { commit },
  'post /tenants/:tenant/requests/:kind/:name/self-heal': {
    environment: 'dev',
  },
};

/** What must be asked of routes that take a query. */
const queries: Record<string, string> = {
  'get /tenants/:tenant/files/content': 'path=tenants/pay/dev/a.yaml',
  'get /tenants/:tenant/requests/:kind/:name/revert': `commit=${commit}`,
  'get /tenants/:tenant/requests/:kind/:name/self-heal': 'environment=dev',
  'get /tenants/:tenant/workloads/:workload/deployments': 'image=:2',
};

const values: Record<string, string> = {
  environment: 'dev',
  application: 'pay-dev',
  kind: 'Workload',
  name: 'api',
  workload: 'api',
  commit,
};

/** The actions that people and agents call, with what they are asked. One that is missing here fails the test. */
const asked: Record<string, object> = {
  'deploy-version': { workload: 'api', image: ':2' },
  'get-deployment': { workload: 'api', image: ':2' },
  'get-request': { kind: 'Workload', name: 'api' },
  'get-tenant-status': {},
  'list-changes': {},
  'list-fixes': {},
  'refresh-application': {
    environment: 'dev',
    input: { application: 'pay-dev' },
  },
  'refresh-secret': { environment: 'dev', input: { name: 'db', key } },
  'restart-workload': {
    environment: 'dev',
    input: { kind: 'Deployment', name: 'api' },
  },
  'revert-change': { kind: 'Workload', name: 'api', input: { commit } },
  'set-self-heal': {
    kind: 'Tenant',
    name: 'pay',
    input: { environment: 'dev' },
  },
  'sync-application': {
    environment: 'dev',
    input: { application: 'pay-dev', key },
  },
  'terminate-operation': {
    environment: 'dev',
    input: { application: 'pay-dev' },
  },
};

/** Those that name no tenant: they show each caller what is theirs, which tests of their own hold. */
const ofNoTenant = ['list-tenants', 'preview-request'];

describe('who is answered', () => {
  const registry = actionsRegistryServiceMock();
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal({
      files,
      features: [
        createServiceFactory({
          service: actionsRegistryServiceRef,
          deps: {},
          factory: () => registry,
        }),
      ],
    });
    await clientOf(() => portal).settled();
  });

  afterAll(() => portal.stop());

  const offered = () =>
    [...new Set(mockOffered)].filter(
      route => route.includes('/:tenant') && !route.includes('/ci/'),
    );

  function ask(route: string, tenant: string, header: string) {
    const [method, path] = route.split(' ');
    const url = path
      .replace(':tenant', tenant)
      .replace(/:(\w+)/g, (_, name) => values[name] ?? name);
    const call = request(portal.server);
    const full = `/api/tenancy${url}?${queries[route] ?? ''}`;
    return (
      method === 'get' ? call.get(full) : call.post(full).send(bodies[route])
    ).set('Authorization', header);
  }

  it('knows what each route that changes something is asked', () => {
    expect(offered().length).toBeGreaterThan(25);
    expect(
      offered()
        .filter(route => !route.startsWith('get '))
        .sort(),
    ).toEqual(Object.keys(bodies).sort());
  });

  it.each(['bob', 'eve'])(
    'tells %s of a foreign tenant what is told of none',
    async user => {
      for (const route of offered()) {
        const foreign = await ask(route, 'pay', as(user));
        const none = await ask(route, 'none', as(user));
        expect([route, foreign.status, none.status]).toEqual([route, 404, 404]);
        expect(foreign.body.error.message.replace('pay', 'none')).toBe(
          none.body.error.message,
        );
      }
    },
  );

  it('answers nobody who is not signed in', async () => {
    for (const route of offered()) {
      const { status } = await ask(route, 'pay', mockCredentials.none.header());
      expect([route, status]).toEqual([route, 401]);
    }
  });

  it('acts on clusters for people only, and for no plugin of the backend', async () => {
    const onClusters = Object.keys(bodies).filter(each =>
      each.startsWith(`post ${actions}/`),
    );
    expect(onClusters).toHaveLength(5);
    for (const route of onClusters) {
      const { status } = await ask(
        route,
        'pay',
        mockCredentials.service.header(),
      );
      expect([route, status]).toEqual([route, 403]);
    }
  });

  it('lets owners and admins through to what each route is about', async () => {
    for (const user of ['ada', 'root']) {
      for (const route of offered()) {
        const { body, status } = await ask(route, 'pay', as(user));
        expect([401, 403]).not.toContain(status);
        expect(`${body?.error?.message}`).not.toMatch(/no tenant pay/i);
      }
    }
  });

  it('holds for every action of agents too', async () => {
    const { actions: all } = await registry.list();
    const names = all.map(({ id }) => id.replace('test:', ''));
    expect(names.sort()).toEqual([...Object.keys(asked), ...ofNoTenant].sort());
    const refusal = (name: string, tenant: string, user: string) =>
      registry
        .invoke({
          id: `test:${name}`,
          input: JSON.parse(
            JSON.stringify({ tenant, ...asked[name] }).replace(
              /"name":"pay"/,
              `"name":"${tenant}"`,
            ),
          ),
          credentials: mockCredentials.user(`user:default/${user}`),
        })
        .then(
          () => 'done',
          error => `${error.name}: ${error.message}`,
        );
    for (const name of Object.keys(asked)) {
      for (const user of ['bob', 'eve']) {
        const foreign = await refusal(name, 'pay', user);
        const none = await refusal(name, 'none', user);
        expect([name, foreign.replace(/pay/g, 'none')]).toEqual([name, none]);
        expect(foreign).not.toBe('done');
      }
    }
  });
});
