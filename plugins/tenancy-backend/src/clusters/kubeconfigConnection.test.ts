import { createMockDirectory } from '@backstage/backend-test-utils';
import { KubeConfig } from '@kubernetes/client-node';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { ClusterApi } from './ClusterApi';
import { kubeconfigConnection } from './kubeconfigConnection';

describe('kubeconfigConnection', () => {
  const disk = createMockDirectory();
  const { signal } = new AbortController();
  let server: Server;

  beforeEach(async () => {
    server = createServer((request, response) => {
      response.writeHead(
        request.headers.authorization === 'Bearer t0ken' ? 200 : 401,
      );
      response.end(JSON.stringify({ path: request.url }));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    disk.setContent({
      kubeconfig: JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [
          { name: 'c', cluster: { server: `http://127.0.0.1:${port}/k8s/` } },
        ],
        users: [
          { name: 'good', user: { token: 't0ken' } },
          { name: 'bad', user: { token: 'other' } },
        ],
        contexts: [
          { name: 'one', context: { cluster: 'c', user: 'good' } },
          { name: 'two', context: { cluster: 'c', user: 'bad' } },
        ],
      }),
    });
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(resolve => {
      server.close(resolve);
    });
  });

  function connect(cluster: string, context?: string): ClusterApi {
    return new ClusterApi(
      kubeconfigConnection({
        cluster,
        path: disk.resolve('kubeconfig'),
        loadClient: async () => ({ KubeConfig }),
        ...(context ? { context } : {}),
      }),
    );
  }

  it('asks the server of the context with the name of the cluster', async () => {
    await expect(connect('one').get('/version', signal)).resolves.toEqual({
      path: '/k8s/version',
    });
  });

  it('asks over one connection, one question after the other, and over a new one where that was closed', async () => {
    const connections = new Set<Socket>();
    server.on('connection', socket => connections.add(socket));
    const api = connect('one');
    await api.get('/version', signal);
    await api.get('/apis', signal);
    expect(connections.size).toBe(1);

    connections.forEach(socket => socket.destroy());
    await expect(api.get('/version', signal)).resolves.toEqual({
      path: '/k8s/version',
    });
    expect(connections.size).toBe(2);
  });

  it('reads the file anew once it is another', async () => {
    const api = connect('three');
    await expect(api.get('/version', signal)).rejects.toMatchObject({
      message: expect.stringContaining('no context three'),
    });
    const path = disk.resolve('kubeconfig');
    const config = JSON.parse(readFileSync(path, 'utf8'));
    config.contexts.push({
      name: 'three',
      context: { cluster: 'c', user: 'good' },
    });
    disk.addContent({ kubeconfig: JSON.stringify(config) });
    await expect(api.get('/version', signal)).resolves.toEqual({
      path: '/k8s/version',
    });
  });

  it('may be told another context', async () => {
    await expect(
      connect('other', 'one').get('/version', signal),
    ).resolves.toEqual({ path: '/k8s/version' });
  });

  it('says that the credential is refused', async () => {
    await expect(connect('two').get('/version', signal)).rejects.toMatchObject({
      unknown: 'unauthorized',
    });
  });

  it('says that the context is missing', async () => {
    await expect(
      connect('three').get('/version', signal),
    ).rejects.toMatchObject({
      unknown: 'unreachable',
      message: expect.stringContaining('no context three'),
    });
  });
});
