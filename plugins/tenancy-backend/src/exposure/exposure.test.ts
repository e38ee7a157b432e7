import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import {
  kubernetesFetcherExtensionPoint,
  kubernetesRouterExtensionPoint,
} from '@backstage/plugin-kubernetes-node';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import PromiseRouter from 'express-promise-router';
import request from 'supertest';
import { clientOf, until } from '../__testUtils__/clientOf';
import type { FakeCluster } from '../__testUtils__/FakeCluster';
import {
  policedConfig,
  policedFeatures,
} from '../__testUtils__/policedFeatures';
import {
  as,
  passOn,
  type Portal,
  startPortal,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

const secret = 'what-only-payments-may-read';

/**
 * The Kubernetes plugin's own client does not run under Jest: what its routes let through finds one pod wherever it is
 * sent, and what plugins ask its proxy for goes to the cluster.
 */
const clientsOf = (cluster: FakeCluster) =>
  createBackendModule({
    pluginId: 'kubernetes',
    moduleId: 'clients',
    register({ registerInit }) {
      registerInit({
        deps: {
          auth: coreServices.auth,
          fetchers: kubernetesFetcherExtensionPoint,
          httpAuth: coreServices.httpAuth,
          routers: kubernetesRouterExtensionPoint,
        },
        async init({ auth, fetchers, httpAuth, routers }) {
          fetchers.addFetcher({
            fetchObjectsForService: async () => ({
              errors: [],
              responses: [
                { type: 'pods', resources: [{ metadata: { name: secret } }] },
              ],
            }),
            fetchPodMetricsByNamespaces: async () => ({
              errors: [],
              responses: [],
            }),
          });
          routers.addRouter(({ getDefault }) => {
            const router = PromiseRouter();
            router.use(async (req, res, next) => {
              const credentials = await httpAuth.credentials(req);
              if (
                req.path.startsWith('/proxy/') &&
                auth.isPrincipal(credentials, 'service')
              ) {
                await passOn(cluster, req, res);
              } else {
                next();
              }
            });
            router.use(getDefault());
            return router;
          });
        },
      });
    },
  });

const label = 'tenancy.groundwork.dev/tenant';

const template: Entity = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'ask', namespace: 'default' },
  spec: {
    type: 'service',
    parameters: [],
    steps: [
      {
        id: 'log',
        name: 'Log',
        action: 'debug:log',
        input: { message: '${{ parameters.text }}' },
      },
    ],
  },
};

function component(
  name: string,
  annotations: Record<string, string>,
  owner = 'shop',
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    spec: { type: 'service', owner: `group:default/${owner}` },
  };
}

const entities = [
  template,
  component('pay', { 'backstage.io/kubernetes-namespace': 'pay' }, 'payments'),
  // Anybody may write these.
  component('spy-namespace', {
    'backstage.io/kubernetes-namespace': 'pay',
    'backstage.io/kubernetes-label-selector': 'app',
  }),
  component('spy-everywhere', {
    'backstage.io/kubernetes-label-selector': 'app',
  }),
  component('spy-tenant', { 'tenancy.groundwork.dev/tenant': 'pay' }),
];

describe('access through other plugins in a portal with the shipped policy', () => {
  let portal: Portal;

  const { settled } = clientOf(() => portal);
  const ask = (
    method: 'get' | 'post',
    path: string,
    user: string,
    body?: object,
  ) => {
    const asked = request(portal.server)
      [method](path)
      .set('Authorization', as(user))
      .set('Backstage-Kubernetes-Cluster', 'one');
    return body ? asked.send(body) : asked;
  };

  async function start(policy: object) {
    portal = await startPortal({
      files: {
        'platform/tenants/pay.yaml': tenantFile('pay', 'payments'),
        'platform/tenants/web.yaml': tenantFile('web', 'shop'),
      },
      entities,
      kubernetes: false,
      tenancy: { permissions: policy },
      config: cluster =>
        policedConfig(cluster, { authProvider: 'localKubectlProxy' }),
      features: [...policedFeatures, scaffolderPlugin],
      featuresFor: cluster => [clientsOf(cluster)],
    });
    for (const name of ['pay', 'web']) {
      portal.cluster.put({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name, labels: { [label]: name } },
      });
    }
    await settled();
  }

  afterEach(() => portal.stop());

  it('leave tasks to who started them, and to admins', async () => {
    await start({});
    const { body: created } = await ask(
      'post',
      '/api/scaffolder/v2/tasks',
      'ada',
      {
        templateRef: 'template:default/ask',
        values: { text: secret },
      },
    ).expect(201);
    const task = `/api/scaffolder/v2/tasks/${created.id}`;
    await until(
      () => ask('get', task, 'ada'),
      ({ body }) => body.status === 'completed' || body.status === 'failed',
    );

    for (const user of ['bob', 'guest']) {
      for (const path of [task, `${task}/events`, `${task}/eventstream`]) {
        const { status, text = '' } = await ask('get', path, user);
        expect([path, user, status]).toEqual([path, user, 403]);
        expect(text).not.toContain(secret);
      }
      for (const path of [`${task}/cancel`, `${task}/retry`]) {
        const { status } = await ask('post', path, user, {});
        expect([path, user, status]).toEqual([path, user, 403]);
      }
      const { body } = await ask('get', '/api/scaffolder/v2/tasks', user);
      expect(JSON.stringify(body)).not.toContain(created.id);
      const dryRun = await ask('post', '/api/scaffolder/v2/dry-run', user, {
        template,
        values: {},
        directoryContents: [],
      });
      expect(dryRun.status).toBe(403);
      const actions = await ask('get', '/api/scaffolder/v2/actions', user);
      expect(JSON.stringify(actions.body)).not.toContain(secret);
    }
    for (const user of ['ada', 'root']) {
      await ask('get', task, user).expect(200);
      const events = await ask('get', `${task}/events`, user).expect(200);
      expect(JSON.stringify(events.body)).toContain(secret);
      const { body } = await ask('get', '/api/scaffolder/v2/tasks', user);
      expect(JSON.stringify(body)).toContain(created.id);
    }
    // What others tried left it as it was.
    const { body } = await ask('get', task, 'ada').expect(200);
    expect(body.status).toBe('completed');
  });

  it('leave the Kubernetes plugin to admins', async () => {
    await start({});
    const body = (name: string) => ({
      entityRef: `component:default/${name}`,
      auth: {},
    });
    const pods = '/api/kubernetes/proxy/api/v1/namespaces/pay/pods';

    for (const user of ['ada', 'bob', 'guest']) {
      const answers = [
        await ask('get', pods, user),
        await ask('get', '/api/kubernetes/clusters', user),
        await ask('post', '/api/kubernetes/services/pay', user, {
          entity: entities[1],
        }),
        await ask(
          'post',
          '/api/kubernetes/resources/workloads/query',
          user,
          body('pay'),
        ),
        await ask('post', '/api/kubernetes/resources/custom/query', user, {
          ...body('pay'),
          customResources: [{ group: '', apiVersion: 'v1', plural: 'pods' }],
        }),
      ];
      expect([user, ...answers.map(({ status }) => status)]).toEqual([
        user,
        ...answers.map(() => 403),
      ]);
    }
    expect((await ask('get', pods, 'root')).status).not.toBe(403);
    await ask('get', '/api/kubernetes/clusters', 'root').expect(200);
  });

  it('show in the Kubernetes tab the namespaces of own tenants alone', async () => {
    await start({ kubernetesTab: true });
    const look = async (user: string, name: string) => {
      const answers = [
        await ask('post', `/api/kubernetes/services/${name}`, user, {
          entity: entities.find(({ metadata }) => metadata.name === name),
        }),
        await ask('post', '/api/kubernetes/resources/workloads/query', user, {
          entityRef: `component:default/${name}`,
          auth: {},
        }),
        await ask('post', '/api/kubernetes/resources/custom/query', user, {
          entityRef: `component:default/${name}`,
          auth: {},
          customResources: [{ group: '', apiVersion: 'v1', plural: 'pods' }],
        }),
      ];
      return answers.map(({ status, body }) =>
        status === 200
          ? `200 ${JSON.stringify(body).includes(secret)}`
          : `${status} ${JSON.stringify(body).slice(0, 300)}`,
      );
    };

    expect(await look('ada', 'pay')).toEqual([
      '200 true',
      '200 true',
      '200 true',
    ]);
    for (const user of ['bob', 'guest']) {
      for (const { metadata } of entities.slice(1)) {
        expect([user, metadata.name, await look(user, metadata.name)]).toEqual([
          user,
          metadata.name,
          ['200 false', '200 false', '200 false'],
        ]);
      }
    }
    // A namespace is not left by the parts of an address either.
    const { body } = await ask(
      'post',
      '/api/kubernetes/resources/custom/query',
      'ada',
      {
        entityRef: 'component:default/pay',
        auth: {},
        customResources: [{ group: '', apiVersion: 'v1', plural: '..' }],
      },
    );
    expect(body.items).toEqual([]);
    for (const user of ['ada', 'bob', 'guest']) {
      await ask(
        'get',
        '/api/kubernetes/proxy/api/v1/namespaces/pay/pods',
        user,
      ).expect(403);
    }
  });

  it('are found closed, and nothing is told to admins', async () => {
    await start({});
    await ask('get', '/api/tenancy/tenants', 'bob').expect(200);
    await new Promise(resolve => {
      setTimeout(resolve, 500);
    });

    const { body } = await ask('get', '/api/tenancy/platform', 'root').expect(
      200,
    );
    expect(body.findings).toEqual([]);
  });
});
