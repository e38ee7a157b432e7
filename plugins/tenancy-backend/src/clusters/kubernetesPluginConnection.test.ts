import {
  mockServices,
  registerMswTestHooks,
} from '@backstage/backend-test-utils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { ClusterApi } from './ClusterApi';
import { kubernetesPluginConnection } from './kubernetesPluginConnection';

describe('kubernetesPluginConnection', () => {
  const server = setupServer();
  registerMswTestHooks(server);
  const { signal } = new AbortController();
  let headers: Headers;

  function connect(authProvider: string): ClusterApi {
    server.use(
      http.get('*/api/kubernetes/clusters', () =>
        HttpResponse.json({ items: [{ name: 'one', authProvider }] }),
      ),
      http.get('*/api/kubernetes/proxy/version', ({ request }) => {
        headers = request.headers;
        return HttpResponse.json({ minor: '36' });
      }),
    );
    return new ClusterApi(
      kubernetesPluginConnection({
        cluster: 'one',
        auth: mockServices.auth({ pluginId: 'tenancy' }),
        discovery: mockServices.discovery(),
      }),
    );
  }

  it('asks the proxy for its cluster as a plugin, uncompressed so that watches flow', async () => {
    await expect(
      connect('serviceAccount').get('/version', signal),
    ).resolves.toEqual({ minor: '36' });

    expect(headers.get('Backstage-Kubernetes-Cluster')).toBe('one');
    expect(headers.get('Accept-Encoding')).toBe('identity');
    expect(headers.get('Authorization')).toMatch(/^Bearer mock-service-token/);
    expect(headers.has('Backstage-Kubernetes-Authorization')).toBe(false);
  });

  it("keeps our token from kubectl's proxy", async () => {
    await connect('localKubectlProxy').get('/version', signal);

    expect(headers.get('Backstage-Kubernetes-Authorization')).toBe('');
  });

  it.each(['oidc', 'oidc.okta', 'google', 'aks'])(
    "cannot use the users' own tokens of %s",
    async authProvider => {
      await expect(
        connect(authProvider).get('/version', signal),
      ).rejects.toMatchObject({
        unknown: 'unauthorized',
        message: expect.stringContaining('serviceAccount'),
      });
    },
  );

  it('says that the plugin does not know the cluster', async () => {
    server.use(
      http.get('*/api/kubernetes/clusters', () =>
        HttpResponse.json({ items: [] }),
      ),
    );
    const api = new ClusterApi(
      kubernetesPluginConnection({
        cluster: 'one',
        auth: mockServices.auth(),
        discovery: mockServices.discovery(),
      }),
    );
    await expect(api.get('/version', signal)).rejects.toMatchObject({
      unknown: 'unreachable',
      message: expect.stringContaining('clusterLocatorMethods'),
    });
  });

  it.each([
    ['connect ECONNREFUSED 10.0.0.1:6443', 'unreachable'],
    ['self-signed certificate in certificate chain', 'tls'],
    ['connect ETIMEDOUT 10.0.0.1:6443', 'timeout'],
  ])('tells from "%s" that it is %s', async (message, unknown) => {
    const api = connect('serviceAccount');
    server.use(
      http.get('*/api/kubernetes/proxy/version', () =>
        HttpResponse.json({ error: { message } }, { status: 500 }),
      ),
    );
    await expect(api.get('/version', signal)).rejects.toMatchObject({
      unknown,
    });
  });
});
