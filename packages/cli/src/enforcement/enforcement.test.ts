import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeYaml } from '@groundwork/engine';
import { kubeconfigOf } from '../testing/kubeconfigOf';
import { platform } from '../testing/checkedRepository';
import { runCommand } from '../testing/runCommand';
import { TestDirectory } from '../testing/TestDirectory';

// Jest loads packages with `require` alone.
jest.mock('../live/loadClient', () => ({
  loadClient: async () => jest.requireActual('@kubernetes/client-node'),
}));

const networking = '/apis/networking.k8s.io/v1';
const pageOf = (...items: object[]) => ({ metadata: {}, items });
const namespaceOf = (tenant: string) => ({
  metadata: {
    name: tenant,
    labels: {
      'tenancy.groundwork.dev/tenant': tenant,
      'tenancy.groundwork.dev/environment': 'dev',
    },
  },
});
const service = (name: string, spec: object) => ({
  metadata: { name, namespace: 'pay' },
  spec,
});
const requestOf = (name: string) =>
  writeYaml({
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind: 'Tenant',
    metadata: { name },
    spec: {
      owner: `group:default/${name}`,
      environments: ['dev'],
      tier: 'small',
    },
  });

describe('groundwork enforcement', () => {
  let directory: TestDirectory;
  let server: Server;
  let answers: Record<string, unknown>;

  beforeEach(async () => {
    answers = {
      '/api/v1': {
        resources: ['namespaces', 'services', 'pods'].map(name => ({ name })),
      },
      '/api/v1/namespaces': pageOf(namespaceOf('pay'), namespaceOf('shop')),
      '/api/v1/services': pageOf(
        service('web', { ports: [{ port: 80 }] }),
        service('old', { type: 'ExternalName', externalName: 'db.example' }),
        service('older', { type: 'ExternalName', externalName: 'db.example' }),
      ),
      '/api/v1/pods': pageOf(),
      [networking]: { resources: [{ name: 'networkpolicies' }] },
      [`${networking}/networkpolicies`]: pageOf(),
    };
    server = createServer(({ url = '' }, response) => {
      const answer = answers[url.split('?')[0]];
      response.writeHead(answer ? 200 : 404);
      response.end(JSON.stringify(answer ?? {}));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    directory = new TestDirectory();
    directory.put(
      'git/groundwork.yaml',
      platform({ reportOnly: ['pay', 'shop'] }),
    );
    for (const name of ['pay', 'shop', 'held']) {
      directory.put(`git/platform/tenants/${name}.yaml`, requestOf(name));
    }
    directory.put(
      'kubeconfig.yaml',
      kubeconfigOf({ 'spoke-dev': `http://127.0.0.1:${port}` }),
    );
  });

  afterEach(async () => {
    directory.remove();
    await new Promise(resolve => {
      server.close(resolve);
    });
  });

  const enforcement = (...args: string[]) =>
    runCommand(
      'enforcement',
      directory.path('git'),
      '--kubeconfig',
      directory.path('kubeconfig.yaml'),
      ...args,
    );

  it('tells who is ready, and of the others what would be refused', async () => {
    const { code, out } = await enforcement();
    expect(out).toContain(
      'refused Service old, Service older: A Service of a tenant must not be of type ExternalName.',
    );
    expect(out).toContain('shop (group:default/shop): ready');
    expect(out).toContain('1 of 2 tenants are ready: shop');
    expect(out).not.toContain('held');
    expect(code).toBe(1);
  });

  it('ends well where nothing would be refused', async () => {
    const { code, out } = await enforcement('--tenant', 'shop');
    expect(out).toContain('new ServiceAccount default, ResourceQuota');
    expect(code).toBe(0);
  });

  it('takes nobody for ready of whom not all is known', async () => {
    answers['/api/v1/pods'] = undefined;
    const { code, out } = await enforcement('--tenant', 'shop');
    expect(out).toMatch(/not known: .*: .*Pod/);
    expect(out).toContain('0 of 1 tenants are ready');
    expect(code).toBe(1);
    const { out: held } = await enforcement('--tenant', 'held');
    expect(held).toContain('dev: not known: it has no namespace here yet');
  });

  it('writes all of it for programs', async () => {
    const { out } = await enforcement('--format', 'json');
    const [pay] = JSON.parse(out);
    expect(pay.enforcement.environments[0].refused).toHaveLength(2);
  });

  it('takes no tenant for ready whose request cannot be read, or names nothing there is', async () => {
    directory.put('git/platform/tenants/pay.yaml', 'kind: [');
    directory.put(
      'git/platform/tenants/shop.yaml',
      requestOf('shop').replace('- dev', '- gone'),
    );
    const { code, out, err } = await enforcement();
    expect(err).toContain('platform/tenants/pay.yaml');
    expect(err).toContain('without a request that can be read: pay');
    expect(out).toContain(
      'gone: not known: the platform has no such environment',
    );
    expect(out).toContain('0 of 1 tenants are ready');
    expect(code).toBe(1);
  });

  it('says what is wrong with how it is called', async () => {
    const { code, err } = await enforcement('--tenant', 'nobody');
    expect(err).toContain('no request of tenant nobody');
    expect(code).toBe(2);
    directory.put('git/groundwork.yaml', platform());
    expect((await enforcement()).out).toBe(
      'No tenant with a request is in tenancy.reportOnly.\n',
    );
  });
});
