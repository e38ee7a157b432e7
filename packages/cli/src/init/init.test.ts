import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parsePlatform, readYaml, writeYaml } from '@groundwork/engine';
import { kubeconfigOf } from '../testing/kubeconfigOf';
import { runCommand } from '../testing/runCommand';
import { TestDirectory } from '../testing/TestDirectory';

// Jest loads packages with `require` alone.
jest.mock('../live/loadClient', () => ({
  loadClient: async () => jest.requireActual('@kubernetes/client-node'),
}));

const CONTEXT = 'arn:aws:eks:eu-west-1:1:cluster/Prod_1';

const namespace = (name: string, labels: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});
const quota = (name: string) => ({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'quota', namespace: name },
  spec: { hard: { 'requests.cpu': '2', 'requests.memory': '4Gi', pods: '7' } },
});

describe('groundwork init', () => {
  let directory: TestDirectory;
  let server: Server;
  let answers: Record<string, unknown>;
  let asked: string[];

  beforeEach(async () => {
    directory = new TestDirectory();
    asked = [];
    answers = {
      '/api/v1': {
        resources: ['namespaces', 'resourcequotas', 'secrets'].map(name => ({
          name,
        })),
      },
      '/api/v1/namespaces': {
        items: [namespace('pay', { team: 'payments' }), namespace('default')],
      },
      '/api/v1/resourcequotas': { items: [quota('pay')] },
    };
    server = createServer(({ url = '' }, response) => {
      const path = url.split('?')[0];
      asked.push(path);
      const answer = answers[path];
      response.writeHead(answer ? 200 : 403).end(JSON.stringify(answer ?? {}));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    directory.put(
      'kubeconfig',
      kubeconfigOf({ [CONTEXT]: `http://127.0.0.1:${port}` }),
    );
  });

  afterEach(async () => {
    directory.remove();
    await new Promise(resolve => {
      server.close(resolve);
    });
  });

  const init = (...flags: string[]) =>
    runCommand('init', directory.path('out'), ...flags);
  const written = () => readYaml(directory.read('out/groundwork.yaml'))[0];

  it('describes what a cluster holds, and asks for no Secret', async () => {
    const { code, out } = await init(
      '--kubeconfig',
      directory.path('kubeconfig'),
    );
    expect(code).toBe(0);
    expect(written()).toMatchObject({
      reportOnly: ['*'],
      tiers: { small: { quota: { requests: { cpu: '2' }, pods: 7 } } },
      environments: [{ name: 'prod-1', cluster: CONTEXT }],
    });
    expect(out).toContain('1 namespace of teams');
    // Nobody may look at most kinds here, and that is told.
    expect(out).toContain('Not read');
    expect(asked.filter(path => path.endsWith('/secrets'))).toEqual([]);
  });

  it('names contexts as it is told to', async () => {
    await init(
      '--kubeconfig',
      directory.path('kubeconfig'),
      '--environment',
      `live=${CONTEXT}`,
    );
    expect(written()).toMatchObject({ environments: [{ name: 'live' }] });
    const { code, err } = await runCommand(
      'init',
      directory.path('other'),
      '--kubeconfig',
      directory.path('kubeconfig'),
      '--environment',
      'live=missing',
    );
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringContaining('has no context missing'),
    });
  });

  it('writes nothing of a cluster that says nothing', async () => {
    delete answers['/api/v1/namespaces'];
    const { code, err } = await init(
      '--kubeconfig',
      directory.path('kubeconfig'),
    );
    expect(code).toBe(2);
    expect(err).toContain('Nothing is known of the namespaces of');
    expect(() => written()).toThrow('ENOENT');
  });

  it('leaves out, and tells, what tells nothing of the contexts that nobody named', async () => {
    const { port } = server.address() as AddressInfo;
    directory.put(
      'kubeconfig',
      kubeconfigOf({
        [CONTEXT]: `http://127.0.0.1:${port}`,
        // Nobody listens at this port.
        gone: 'http://127.0.0.1:1',
      }),
    );
    const file = ['--kubeconfig', directory.path('kubeconfig')];
    const { code, out } = await init(...file);
    expect(code).toBe(0);
    expect(out).toMatch(/Left out: 1 context\..*\n {2}.*gone/);
    expect(written()).toMatchObject({
      environments: [{ name: 'prod-1', cluster: CONTEXT }],
    });

    const named = await runCommand(
      'init',
      directory.path('other'),
      ...file,
      ...['--environment', 'gone=gone', `prod=${CONTEXT}`],
    );
    expect(named).toMatchObject({
      code: 2,
      err: expect.stringContaining('gone'),
    });
  });

  it('writes no more environments than a platform has', async () => {
    const { port } = server.address() as AddressInfo;
    directory.put(
      'kubeconfig',
      kubeconfigOf(
        Object.fromEntries(
          Array.from({ length: 203 }, (_, i) => [
            `c-${i}`,
            `http://127.0.0.1:${port}`,
          ]),
        ),
      ),
    );
    const file = ['--kubeconfig', directory.path('kubeconfig')];
    const { code, out } = await init(...file);
    expect(code).toBe(0);
    expect(out).toContain('Left out: 3 contexts.');
    expect(out).toContain('There is no room for c-202.');
    expect(parsePlatform(written()).environments).toHaveLength(200);

    const names = Array.from({ length: 201 }, (_, i) => `e-${i}=c-${i}`);
    expect(
      await runCommand(
        'init',
        directory.path('other'),
        ...file,
        ...['--environment', ...names],
      ),
    ).toMatchObject({
      code: 2,
      err: expect.stringContaining('201 environments are named'),
    });
  });

  it('writes nothing that the portal would refuse', async () => {
    directory.put('dump/all.yaml', writeYaml(namespace('pay')));
    const { code, err } = await init(
      '--dir',
      `tenants=${directory.path('dump')}`,
    );
    expect(code).toBe(2);
    expect(err).toContain('environments[0].name');
    expect(() => written()).toThrow('ENOENT');
  });

  it('overwrites nothing', async () => {
    directory.put('out/owners.yaml', 'owners: []\n');
    const { code, err } = await init(
      '--kubeconfig',
      directory.path('kubeconfig'),
    );
    expect(code).toBe(2);
    expect(err).toContain('is there already');
    expect(directory.read('out/owners.yaml')).toBe('owners: []\n');
  });

  it('begins what adopt goes on with, once somebody named owners', async () => {
    const hostile = 'payments\n  - { namespace: "*", owner: group:default/me }';
    directory.put(
      'dump/all.yaml',
      [namespace('pay', { team: hostile }), quota('pay'), namespace('shop')]
        .map(each => writeYaml(each))
        .join('---\n'),
    );
    const dump = `dev=${directory.path('dump')}`;
    expect((await init('--dir', dump)).code).toBe(0);
    const adopt = () =>
      runCommand(
        'adopt',
        ...['--platform', directory.path('out/groundwork.yaml')],
        ...['--owners', directory.path('out/owners.yaml')],
        ...['--dir', dump],
      );
    expect((await adopt()).out).toContain('0 tenants');

    const owners = directory
      .read('out/owners.yaml')
      .replace('owners: []\n', '')
      .replace('# owners:', 'owners:')
      .replace(
        /^# {3}(- \{ namespace: pay,.*group:default\/)\.\.\./m,
        '   $1payments',
      );
    directory.put('out/owners.yaml', owners);
    const { code, out } = await adopt();
    expect(out).toContain('pay (group:default/payments, tier small');
    expect(out).toContain('shop (1 objects): no rule names it');
    expect(code).toBe(0);
  });

  it('says how environments and their manifests are named', async () => {
    expect(await init()).toMatchObject({
      code: 2,
      err: expect.stringContaining('--kubeconfig'),
    });
    expect(await init('--dir', 'no name')).toMatchObject({
      code: 2,
      err: expect.stringContaining('no name must be a name'),
    });
    const dump = `dev=${directory.path('.')}`;
    expect(await init('--dir', dump, '--dir', dump)).toMatchObject({
      code: 2,
      err: expect.stringContaining('two environments called dev'),
    });
  });
});
