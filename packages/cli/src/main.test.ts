import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import {
  parsePlatform,
  parseRequest,
  render,
  writeYaml,
} from '@groundwork/engine';
import { runCommand } from './testing/runCommand';
import { smallPlatform } from '@groundwork/engine/testUtils';
import { TestDirectory } from './testing/TestDirectory';

// Each run reads a tree and schemas from disk, as the command does.
jest.setTimeout(60_000);

// Jest loads packages with `require` alone.
jest.mock('./live/loadClient', () => ({
  loadClient: async () => jest.requireActual('@kubernetes/client-node'),
}));

const platform = parsePlatform(smallPlatform());

const tenant = parseRequest({
  apiVersion: 'tenancy.groundwork.dev/v1',
  kind: 'Tenant',
  metadata: { name: 'pay' },
  spec: {
    owner: 'group:default/payments',
    environments: ['dev'],
    tier: 'small',
  },
});

let directory: TestDirectory;

beforeEach(() => {
  directory = new TestDirectory();
  directory.put('groundwork.yaml', writeYaml(smallPlatform()));
  for (const { path, content } of render(tenant, platform).files) {
    directory.put(path, content);
  }
});

afterEach(() => directory.remove());

const check = (...flags: string[]) =>
  runCommand('check', directory.root, ...flags);

async function codesOf(...flags: string[]) {
  const { out } = await check('--format', 'json', ...flags);
  const findings: Array<{ code: string; severity: string; path?: string }> =
    JSON.parse(out);
  return findings
    .filter(({ severity }) => severity === 'error' || flags.length > 0)
    .map(({ code, path }) => `${code} ${path ?? ''}`.trim());
}

const secret = (name: string) =>
  writeYaml({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'pay' },
    data: { a: 'b' },
  });

describe('groundwork check', () => {
  it('finds no error in what was just rendered, and says that no cluster was asked', async () => {
    const { code, out } = await check();
    expect(code).toBe(0);
    expect(out).toContain('No cluster was checked');
    expect(out).toMatch(/\n0 errors, \d+ warnings, 1 note\n$/);
  });

  it('finds a file that was edited by hand', async () => {
    const path = 'platform/dev/pay/cluster/kustomization.yaml';
    directory.put(path, 'resources: []\n');
    expect(await codesOf('--min-severity', 'warning')).toContain(
      `HandEdited ${path}`,
    );
  });

  it('finds an object that an API server would refuse', async () => {
    const path = 'tenants/pay/dev/extra.yaml';
    directory.put(path, secret('Upper_Case'));
    const findings = await codesOf();
    expect(findings.length).toBeGreaterThan(0);
    expect(new Set(findings.map(line => line.split(' ')[1]))).toEqual(
      new Set([path]),
    );
    expect((await check()).code).toBe(1);
  });

  it('finds what two teams both want', async () => {
    const route = (home: string) =>
      writeYaml({
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata: { name: 'web', namespace: home },
        spec: { hostnames: ['x.dev.example.com'] },
      });
    const other = parseRequest({
      ...tenant,
      metadata: { name: 'shop' },
    });
    for (const { path, content } of render(other, platform).files) {
      directory.put(path, content);
    }
    directory.put('tenants/pay/dev/route.yaml', route('pay'));
    directory.put('tenants/shop/dev/route.yaml', route('shop'));
    expect(await codesOf()).toEqual([
      // A tree has no ages.
      'HostnameTaken tenants/pay/dev/route.yaml',
      'HostnameTaken tenants/shop/dev/route.yaml',
    ]);
  });

  it('finds a request that is refused, in its file', async () => {
    const path = 'platform/tenants/pay.yaml';
    directory.put(
      path,
      writeYaml({ ...tenant, spec: { ...tenant.spec, tier: 'huge' } }),
    );
    expect(await codesOf()).toEqual([expect.stringContaining(path)]);
  });

  it('finds a file that is no YAML', async () => {
    directory.put('tenants/pay/dev/broken.yaml', 'a: [');
    expect(await codesOf()).toContain(
      'InvalidYaml tenants/pay/dev/broken.yaml',
    );
  });

  it('tells the line of a field of an object that is not the first of its file', async () => {
    const path = 'tenants/pay/dev/two.yaml';
    directory.put(path, `# both\n${secret('fine')}---\n${secret('Not_Fine')}`);
    const { out } = await check('--format', 'json', '--min-severity', 'error');
    expect(JSON.parse(out)[0]).toMatchObject({ path, line: 13 });
  });

  it('compares a checkout of the tenants only with what belongs there', async () => {
    directory.remove('platform');
    const { code, out } = await check();
    expect(code).toBe(0);
    expect(out).not.toContain('HandEdited');
    expect(out).toContain('this checkout has no requests of tenants');
  });

  it('writes SARIF with a rule for every result, and places in the checkout', async () => {
    directory.put('tenants/pay/dev/extra one.yaml', secret('Upper_Case'));
    const { out } = await check('--format', 'sarif');
    const log = JSON.parse(out);
    expect(log).toMatchObject({
      version: '2.1.0',
      runs: [{ tool: { driver: { name: 'groundwork' } } }],
    });
    const [{ tool, results }] = log.runs;
    for (const result of results) {
      expect(tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
      expect(['error', 'warning', 'note']).toContain(result.level);
      expect(result.message.text).not.toBe('');
    }
    expect(JSON.stringify(results)).toContain(
      '"uri":"tenants/pay/dev/extra%20one.yaml"',
    );
  });

  it.each([
    ['without a directory', ['check']],
    ['with a flag it does not have', ['check', '.', '--colour']],
    ['with a format it does not have', ['check', '.', '--format', 'xml']],
    ['of a directory that is not there', ['check', '/nowhere/at/all']],
    ['with a command it does not have', ['destroy']],
  ])('answers 2 when it is called %s', async (_title, args) => {
    const { code, err } = await runCommand(...args);
    expect(code).toBe(2);
    expect(err).not.toBe('');
  });

  it('answers 2 without a platform, and says how to name one', async () => {
    directory.remove('groundwork.yaml');
    const { code, err } = await check();
    expect(code).toBe(2);
    expect(err).toContain('--platform');
  });

  it('takes the platform out of an app-config', async () => {
    directory.put(
      'app-config.yaml',
      writeYaml({
        tenancy: {
          ...smallPlatform(),
          kubeconfig: { path: 'kubeconfig.yaml' },
          git: { pollInterval: '5s' },
          watch: { maxObjects: 5 },
          catalog: { schedule: { frequency: '5s', timeout: '1m' } },
        },
      }),
    );
    const { code, err } = await check(
      '--platform',
      directory.path('app-config.yaml'),
    );
    expect(err).toBe('');
    expect(code).toBe(0);
  });

  it('names a value of an app-config that it does not have', async () => {
    const repository = { url: '${ESTATE_URL_OF_NOBODY}' };
    directory.put(
      'app-config.yaml',
      writeYaml({ tenancy: { ...smallPlatform(), repository } }),
    );
    const { code, err } = await check(
      '--platform',
      directory.path('app-config.yaml'),
    );
    expect(code).toBe(2);
    expect(err).toContain(
      'tenancy.repository.url takes its value from the environment variable ESTATE_URL_OF_NOBODY',
    );
  });

  describe('with a kubeconfig', () => {
    const served: Record<string, unknown> = {
      '/api/v1': { resources: [{ name: 'namespaces' }] },
      '/api/v1/namespaces': {
        items: [{ metadata: { name: 'pay' } }],
        metadata: {},
      },
    };
    const server = createServer((request, response) => {
      const path = (request.url ?? '').split('?')[0];
      const answer = served[path];
      response.writeHead(answer ? 200 : 404);
      response.end(JSON.stringify(answer ?? {}));
    });

    beforeAll(() => new Promise<void>(done => server.listen(0, done)));
    afterAll(() => new Promise(done => server.close(done)));

    function kubeconfig() {
      const { port } = server.address() as AddressInfo;
      directory.put(
        'kubeconfig.yaml',
        writeYaml({
          apiVersion: 'v1',
          kind: 'Config',
          clusters: [
            {
              name: 'a',
              cluster: {
                server: `http://127.0.0.1:${port}`,
                'insecure-skip-tls-verify': true,
              },
            },
          ],
          users: [{ name: 'u', user: {} }],
          contexts: [
            { name: 'spoke-dev', context: { cluster: 'a', user: 'u' } },
          ],
        }),
      );
      return directory.path('kubeconfig.yaml');
    }

    it('finds a name that something else has in the cluster, and says which clusters it could not ask', async () => {
      const { code, out } = await check('--kubeconfig', kubeconfig());
      expect(code).toBe(1);
      expect(out).toContain('already has a namespace pay');
      expect(out).toContain('cluster hub is not being read');
      expect(out).not.toContain('No cluster was checked');
    });

    it('answers 2 when the kubeconfig is not there', async () => {
      const { code, err } = await check('--kubeconfig', '/nowhere');
      expect(code).toBe(2);
      expect(err).toContain('/nowhere');
    });
  });
});
