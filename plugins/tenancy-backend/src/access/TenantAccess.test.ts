import {
  createServiceFactory,
  coreServices,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import { tenancyConditions } from '@groundwork/backstage-plugin-tenancy-node';
import request from 'supertest';
import { as, startPortal, tenantFile } from '../__testUtils__/startPortal';

jest.setTimeout(30_000);

const files = {
  'platform/tenants/pay.yaml': tenantFile('pay', 'payments'),
  'platform/tenants/web.yaml': tenantFile('web', 'shop'),
};

describe('access to tenants', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;

  const get = (path: string, user: string) =>
    request(portal.server)
      .get(`/api/tenancy/${path}`)
      .set('Authorization', as(user));

  async function names(user: string): Promise<string[]> {
    for (let i = 0; i < 200; i++) {
      const { body } = await get('tenants', user).expect(200);
      const unread = body.sources.filter(
        ({ problem }: { problem?: unknown }) => problem,
      );
      if (unread.length === 0) {
        return body.items.map(({ name }: { name: string }) => name);
      }
      await new Promise(resolve => {
        setTimeout(resolve, 20);
      });
    }
    throw new Error('not all was read');
  }

  afterEach(() => portal.stop());

  it('is not widened by a policy that allows everything', async () => {
    portal = await startPortal({
      files,
      features: [
        mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
      ],
    });

    expect(await names('ada')).toEqual(['pay']);
    expect((await get('tenants', 'ada')).body).not.toHaveProperty('denied');
    await get('tenants/web/status', 'ada').expect(404);
  });

  it('is narrowed by a policy that denies', async () => {
    portal = await startPortal({
      files,
      features: [
        mockServices.permissions.factory({ result: AuthorizeResult.DENY }),
      ],
    });

    expect(await names('ada')).toEqual([]);
    expect(await names('root')).toEqual([]);
    await get('setup', 'root').expect(403);
    await get('platform/reader.yaml', 'root').expect(403);
    const { body: estate } = await get('estate', 'root').expect(200);
    expect(estate).toMatchObject({ tenants: 0, isAdmin: false });
    // Who is denied all is told so: it is no "none".
    for (const user of ['ada', 'root']) {
      const { body } = await get('tenants', user).expect(200);
      expect(body).toMatchObject({ denied: 'tenancy.tenant.read' });
    }
    for (const tenant of ['pay', 'web', 'nobodys']) {
      const { body } = await get(`tenants/${tenant}`, 'ada').expect(404);
      expect(body.error.message).toMatch(
        /policy denies you tenancy.tenant.read/,
      );
    }
    await request(portal.server)
      .post('/api/tenancy/preview')
      .set('Authorization', as('ada'))
      .send({
        request: {
          apiVersion: 'tenancy.groundwork.dev/v1',
          kind: 'Tenant',
          metadata: { name: 'new' },
          spec: {
            owner: 'group:default/payments',
            environments: ['dev'],
            tier: 'small',
          },
        },
        expect: 'create',
      })
      .expect(403);
  });

  it('is narrowed by a policy with conditions', async () => {
    portal = await startPortal({
      files,
      features: [
        createServiceFactory({
          service: coreServices.permissions,
          deps: {},
          factory: () => ({
            authorize: async requests =>
              requests.map(() => ({ result: AuthorizeResult.ALLOW })),
            authorizeConditional: async requests =>
              requests.map(({ permission }) =>
                isResourcePermission(permission)
                  ? {
                      result: AuthorizeResult.CONDITIONAL,
                      pluginId: 'tenancy',
                      resourceType: permission.resourceType,
                      conditions: {
                        anyOf: [
                          tenancyConditions.hasTenantName({ names: ['web'] }),
                          tenancyConditions.isTenantOwner({
                            claims: ['group:default/nobody'],
                          }),
                        ],
                      },
                    }
                  : { result: AuthorizeResult.ALLOW },
              ),
          }),
        }),
      ],
    });

    expect(await names('ada')).toEqual([]);
    expect(await names('bob')).toEqual(['web']);
    expect(await names('root')).toEqual(['web']);
  });

  it('asks the policy once for a page of many cards, and for each person', async () => {
    const asked: string[] = [];
    portal = await startPortal({
      files,
      features: [
        createServiceFactory({
          service: coreServices.permissions,
          deps: { auth: coreServices.auth },
          factory: ({ auth }) => ({
            authorize: async requests =>
              requests.map(() => ({ result: AuthorizeResult.ALLOW })),
            authorizeConditional: async (requests, options) => {
              const { credentials } = options ?? {};
              if (credentials && auth.isPrincipal(credentials, 'user')) {
                const { userEntityRef } = credentials.principal;
                const all = requests.map(({ permission }) => permission.name);
                asked.push(`${userEntityRef} ${all.join(' ')}`);
              }
              return requests.map(() => ({ result: AuthorizeResult.ALLOW }));
            },
          }),
        }),
      ],
    });
    expect(await names('root')).toEqual(['pay', 'web']);

    await Promise.all(
      ['ada', 'bob'].flatMap(user =>
        Array.from({ length: 20 }, () => get('tenants', user).expect(200)),
      ),
    );
    for (const card of ['status', 'workloads', 'changes', 'requests']) {
      await get(`tenants/pay/${card}`, 'ada');
    }

    const batch =
      'tenancy.tenant.read tenancy.tenant.update tenancy.tenant.act';
    const of = (user: string) =>
      asked.filter(each => each.startsWith(`user:default/${user} tenancy.`));
    expect([...of('ada'), ...of('bob')]).toEqual([
      `user:default/ada ${batch}`,
      `user:default/bob ${batch}`,
    ]);
    // What is to be changed is asked for anew.
    await request(portal.server)
      .post('/api/tenancy/preview')
      .set('Authorization', as('ada'))
      .send({
        request: {
          apiVersion: 'tenancy.groundwork.dev/v1',
          kind: 'Tenant',
          metadata: { name: 'pay' },
          spec: {
            owner: 'group:default/payments',
            environments: ['dev'],
            tier: 'small',
          },
        },
        expect: 'change',
      });
    expect(of('ada')).toContain('user:default/ada tenancy.tenant.update');
    expect(await names('ada')).toEqual(['pay']);
    expect(await names('bob')).toEqual(['web']);
  });

  it('of an entity hangs on its tenant, whatever its annotations and owner say', async () => {
    const entity = (name: string, annotations: Record<string, string>) => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name, namespace: 'default', annotations },
      spec: { type: 'service', owner: 'group:default/payments' },
    });
    portal = await startPortal({
      files,
      entities: [
        entity('by-tenant', { 'tenancy.groundwork.dev/tenant': 'pay' }),
        entity('stolen', { 'tenancy.groundwork.dev/tenant': 'web' }),
        entity('by-namespace', { 'backstage.io/kubernetes-namespace': 'pay' }),
        entity('by-id', { 'backstage.io/kubernetes-id': 'api' }),
        entity('by-app', { 'argocd/app-name': 'pay-dev' }),
        entity('by-apps', { 'argocd/app-name': 'no-such, pay-dev' }),
        entity('by-older-app', { 'argocd/app-name': 'older' }),
        entity('by-flux', { 'kustomize.toolkit.fluxcd.io/name': 'till' }),
        entity('by-pods', { 'backstage.io/kubernetes-id': 'batch' }),
        entity('by-id-and-flux', {
          'backstage.io/kubernetes-id': 'batch',
          'kustomize.toolkit.fluxcd.io/name': 'unlabelled',
        }),
        entity('by-selector', { 'argocd/app-selector': 'team=pay,x=y' }),
        entity('by-too-much', {
          'argocd/app-selector': `${'team=pay,'.repeat(2000)}x=y`,
        }),
        entity('elsewhere', {
          'backstage.io/kubernetes-namespace': 'pay',
          'backstage.io/kubernetes-cluster': 'two',
        }),
        entity('plain', {}),
      ],
    });
    const labels = { 'tenancy.groundwork.dev/tenant': 'pay' };
    portal.cluster.serve({
      group: 'apps',
      version: 'v1',
      kind: 'Deployment',
      plural: 'deployments',
    });
    portal.cluster.put({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'pay', labels },
    });
    portal.cluster.put({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: 'api',
        namespace: 'pay',
        labels: {
          'backstage.io/kubernetes-id': 'api',
          'kustomize.toolkit.fluxcd.io/name': 'till',
        },
      },
    });
    portal.cluster.put({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: 'batch-1',
        namespace: 'pay',
        labels: { 'backstage.io/kubernetes-id': 'batch' },
      },
    });
    portal.cluster.put({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'older', namespace: 'argocd' },
      spec: {
        destination: {
          server: 'https://kubernetes.default.svc',
          namespace: 'pay',
        },
      },
    });
    portal.cluster.put({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: 'pay-dev',
        namespace: 'argocd',
        labels: { ...labels, team: 'pay', x: 'y' },
      },
    });
    await names('ada');
    const status = async (name: string, user = 'ada') => {
      const { status: code, body } = await get(
        `entities/component/default/${name}/status`,
        user,
      );
      return code === 200 ? body.tenant : code;
    };
    for (let i = 0; i < 200 && (await status('by-id')) !== 'pay'; i++) {
      await new Promise(resolve => {
        setTimeout(resolve, 20);
      });
    }

    expect(await status('by-tenant')).toBe('pay');
    expect(await status('by-namespace')).toBe('pay');
    expect(await status('by-id')).toBe('pay');
    expect(await status('by-app')).toBe('pay');
    expect(await status('by-selector')).toBe('pay');
    expect(await status('by-apps')).toBe('pay');
    expect(await status('by-older-app')).toBe('pay');
    expect(await status('by-flux')).toBe('pay');
    expect(await status('by-pods')).toBe('pay');
    expect(await status('by-id-and-flux')).toBe('pay');
    expect(await status('by-older-app', 'bob')).toBe(404);
    expect(await status('by-tenant', 'bob')).toBe(404);
    expect(await status('stolen')).toBe(404);
    expect(await status('stolen', 'bob')).toBe('web');
    expect(await status('by-too-much')).toBe(404);
    expect(await status('elsewhere')).toBe(404);
    expect(await status('plain')).toBe(404);
    expect(await status('none')).toBe(404);
    // Which namespaces, labels and applications there are is told by none of them.
    const said = async (name: string) => {
      const { body } = await get(
        `entities/component/default/${name}/status`,
        'bob',
      );
      return JSON.stringify(body).replaceAll(name, '');
    };
    const none = await said('none');
    for (const name of [
      'by-tenant',
      'by-namespace',
      'by-id',
      'by-app',
      'plain',
    ]) {
      expect([name, await said(name)]).toEqual([name, none]);
    }
  });
});
