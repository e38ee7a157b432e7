import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeYaml } from '@groundwork/engine';
import { smallPlatform } from '@groundwork/engine/testUtils';
import { runCommand } from '../testing/runCommand';
import { TestDirectory } from '../testing/TestDirectory';

const apiVersion = 'tenancy.groundwork.dev/v1';
const image = 'registry.example.com/api';
const request = 'tenants/pay/requests/workload-api.yaml';
const rendered = 'tenants/pay/dev/workload-api.yaml';

const handWritten = [
  '# by hand',
  `apiVersion: ${apiVersion}`,
  'kind: Workload',
  'metadata: { name: api, tenant: pay }',
  'spec:',
  `  image: "${image}:1" # pinned`,
  '',
].join('\r\n');

let directory: TestDirectory;

beforeEach(() => {
  directory = new TestDirectory();
  directory.put('groundwork.yaml', writeYaml(smallPlatform()));
  for (const name of ['pay', 'shop']) {
    directory.put(
      `platform/tenants/${name}.yaml`,
      writeYaml({
        apiVersion,
        kind: 'Tenant',
        metadata: { name },
        spec: {
          owner: 'group:default/payments',
          environments: ['dev'],
          tier: 'small',
        },
      }),
    );
  }
  directory.put(request, handWritten);
  directory.put(
    'tenants/shop/requests/workload-api.yaml',
    handWritten.replace('tenant: pay', 'tenant: shop'),
  );
});

afterEach(() => directory.remove());

describe('groundwork set-image in a checkout', () => {
  const run = (...args: string[]) =>
    runCommand('set-image', ...args, '--dir', directory.root);

  it('edits one line of the request and renders it, and nothing of others', async () => {
    await runCommand('render', directory.root);
    const others = directory.read('tenants/shop/dev/workload-api.yaml');

    const { code, out } = await run('pay/api', ':2', '--env', 'dev');

    expect(code).toBe(0);
    expect(out).toContain(`dev: ${image}:1 -> ${image}:2`);
    expect(directory.read(request)).toBe(handWritten.replace('api:1', 'api:2'));
    expect(directory.read(rendered)).toContain(`image: ${image}:2`);
    expect(directory.read('tenants/shop/dev/workload-api.yaml')).toBe(others);
    expect((await runCommand('render', directory.root, '--check')).code).toBe(
      0,
    );
  });

  it('has nothing to do the second time', async () => {
    await run('pay/api', `${image}:2`);
    const before = directory.read(request);
    const again = await run('pay/api', `${image}:2`);
    expect(again).toMatchObject({ code: 0 });
    expect(again.out).toContain('Nothing to do');
    expect(directory.read(request)).toBe(before);
  });

  it('writes nothing with --check', async () => {
    expect((await run('pay/api', ':2', '--check')).code).toBe(1);
    expect(directory.read(request)).toBe(handWritten);
  });

  it.each([
    ['another repository', 'evil.example.com/api:2', 'ImageRepositoryChanged'],
    ['no version', image, 'ImageNotPinned'],
    ['a broken name', 'A B', 'InvalidImage'],
  ])('refuses %s and names the field', async (_, asked, reason) => {
    const { code, out } = await run('pay/api', asked);
    expect(code).toBe(1);
    expect(out).toContain(reason);
    expect(out).toContain('spec.image');
    expect(directory.read(request)).toBe(handWritten);
  });

  it('refuses an environment that there is not', async () => {
    const { code, out } = await run('pay/api', ':2', '--env', '../prod');
    expect(code).toBe(1);
    expect(out).toContain('UnknownEnvironment');
  });

  it('takes another repository where it is allowed', async () => {
    const { code } = await run(
      'pay/api',
      'ghcr.io/acme/api:2',
      '--allow-repository',
    );
    expect(code).toBe(0);
    expect(directory.read(request)).toContain('ghcr.io/acme/api:2');
  });

  it.each([
    ['pay', 'tenant and workload'],
    ['../pay/api', 'tenant and workload'],
    ['pay/../shop', 'tenant and workload'],
    ['pay/other', 'no workload or service other'],
    ['nobody/api', 'no workload or service api'],
  ])('does not run for %s', async (name, words) => {
    const { code, err } = await run(name, ':2');
    expect(code).toBe(2);
    expect(err).toContain(words);
  });

  it('takes an option in place of an image for what it is', async () => {
    expect((await run('pay/api', '--option')).code).toBe(2);
    expect((await run('--', 'pay/api', '--option')).code).not.toBe(0);
    expect(directory.read(request)).toBe(handWritten);
  });
});

describe('groundwork set-image by a portal', () => {
  let server: Server;
  let url: string;
  let asked: Array<{
    method?: string;
    url?: string;
    token?: string;
    body: string;
  }>;
  let answers: Array<{ status: number; body: object; headers?: object }>;

  const row = (state: string, more: object = {}) => ({
    environment: 'dev',
    state,
    ...more,
  });
  const answer = (state: string, more: object = {}) => ({
    status: 200,
    body: {
      state,
      message: `It is ${state}.`,
      environments: [row(state, more)],
    },
  });

  beforeEach(async () => {
    asked = [];
    server = createServer(async (req: IncomingMessage, res) => {
      let body = '';
      for await (const chunk of req) {
        body += String(chunk);
      }
      asked.push({
        method: req.method,
        url: req.url,
        token: req.headers.authorization,
        body,
      });
      const [next] = answers.length > 1 ? answers.splice(0, 1) : answers;
      res.writeHead(next.status, {
        'content-type': 'application/json',
        ...next.headers,
      });
      res.end(JSON.stringify(next.body));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    directory.put('token', 'a-token-of-the-job\n');
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(resolve => {
      server.close(resolve);
    });
  });

  const run = (...args: string[]) =>
    runCommand(
      'set-image',
      'pay/api',
      `${image}:2`,
      '--env',
      'dev',
      '--server',
      url,
      '--token-file',
      directory.path('token'),
      ...args,
    );

  it('asks with its token and ends once it is written', async () => {
    answers = [answer('committed')];
    expect(await run()).toMatchObject({
      code: 0,
      out: 'It is committed.\n  dev: committed\n',
    });
    expect(asked).toEqual([
      {
        method: 'POST',
        url: '/api/tenancy/ci/tenants/pay/workloads/api/deployments',
        token: 'Bearer a-token-of-the-job',
        body: JSON.stringify({ image: `${image}:2`, environments: ['dev'] }),
      },
    ]);
  });

  it('waits until it is healthy, through a portal that is away for a while', async () => {
    answers = [
      answer('committed'),
      {
        status: 503,
        body: { error: { message: 'Git is away' } },
        headers: { 'retry-after': '1' },
      },
      answer('synced'),
      answer('healthy'),
    ];
    const { code, out, err } = await run('--wait');
    expect(code).toBe(0);
    expect(out).toContain('dev: healthy');
    expect(err).toContain('Git is away');
    expect(asked[1]).toMatchObject({
      method: 'GET',
      url: `/api/tenancy/ci/tenants/pay/workloads/api/deployments?image=${encodeURIComponent(
        `${image}:2`,
      )}&environment=dev`,
    });
  }, 30_000);

  it('ends with the cause and whose turn it is', async () => {
    answers = [
      answer('committed'),
      answer('unhealthy', {
        why: 'the image cannot be \u001b[31mpulled',
        fixableBy: 'tenant',
      }),
    ];
    const { code, out } = await run('--wait', '--settle', '0');
    expect(code).toBe(3);
    expect(out).toContain(
      'dev: unhealthy, the image cannot be  [31mpulled (yours to fix)',
    );
  });

  it('gives nothing up that is ill for a moment', async () => {
    answers = [answer('unhealthy'), answer('healthy')];
    expect((await run('--wait')).code).toBe(0);
  });

  it('ends when time is up', async () => {
    answers = [answer('committed'), answer('synced')];
    expect((await run('--wait', '--timeout', '1')).code).toBe(4);
  });

  it.each([
    [403, 1],
    [404, 1],
    [400, 1],
  ])(
    'ends with what the portal says where it answers %s',
    async (status, code) => {
      answers = [{ status, body: { error: { message: 'spec.image: no' } } }];
      expect(await run()).toMatchObject({ code, out: 'spec.image: no\n' });
    },
  );

  it('follows nobody elsewhere with its token', async () => {
    answers = [
      { status: 307, body: {}, headers: { location: `${url}/elsewhere` } },
    ];
    expect((await run('--timeout', '1')).code).toBe(4);
    expect(asked.every(each => !each.url?.includes('elsewhere'))).toBe(true);
  });

  it('sends no token in the open', async () => {
    const { code, err } = await runCommand(
      'set-image',
      'pay/api',
      ':2',
      '--server',
      'http://portal.example.com',
    );
    expect(code).toBe(2);
    expect(err).toContain('must be https');
  });

  it('takes options of a checkout or of a portal, not both', async () => {
    expect((await run('--dir', directory.root)).err).toContain('--dir is for');
    expect(
      (await runCommand('set-image', 'pay/api', ':2', '--wait')).err,
    ).toContain('--wait needs --server');
  });
});
