import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeYaml } from '@groundwork/engine';
import { smallPlatform } from './testing/smallPlatform';
import { main } from './main';

const apiVersion = 'tenancy.groundwork.dev/v1';
const tenant = {
  apiVersion,
  kind: 'Tenant',
  metadata: { name: 'pay' },
  spec: {
    owner: 'group:default/payments',
    environments: ['dev'],
    tier: 'small',
  },
};
const request = 'tenants/pay/requests/workload-api.yaml';
const rendered = 'tenants/pay/dev/workload-api.yaml';
const list = 'tenants/pay/dev/kustomization.yaml';

const workload = (image: string, more = '') => `# by hand
apiVersion: ${apiVersion}
kind: Workload
metadata: { name: api, tenant: pay }
spec:
  image: ${image} # pinned
${more}`;

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'groundwork-'));
  await put('groundwork.yaml', writeYaml(smallPlatform()));
  await put('platform/tenants/pay.yaml', writeYaml(tenant));
  await put(request, workload('registry.example.com/api:1'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

async function put(path: string, content: string) {
  const file = join(directory, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

const read = (path: string) => readFile(join(directory, path), 'utf8');

async function run(...args: string[]) {
  let [out, err] = ['', ''];
  const code = await main(args, {
    out: text => {
      out += text;
    },
    err: text => {
      err += text;
    },
    now: () => 10,
  });
  return { code, out, err };
}

describe('groundwork render', () => {
  it('says what it would write, writes it, and then has nothing to do', async () => {
    const dry = await run('render', directory, '--check');
    expect(dry.code).toBe(1);
    expect(dry.out).toContain(`added ${rendered}\n`);
    await expect(read(rendered)).rejects.toThrow(/ENOENT/);

    expect((await run('render', directory)).code).toBe(0);

    expect(await read(rendered)).toContain('image: registry.example.com/api:1');
    expect(await read(list)).toContain('- workload-api.yaml');
    expect(await run('render', directory, '--check')).toMatchObject({
      code: 0,
      out: 'All files match their requests.\n',
    });
    expect((await run('check', directory)).out).not.toContain('HandEdited');
  });

  it('leaves a request as it was written', async () => {
    await run('render', directory);
    expect(await read(request)).toBe(workload('registry.example.com/api:1'));
  });

  it('writes nothing while a request is refused, and says which', async () => {
    await put(request, workload('registry.example.com/api'));

    const { code, out } = await run('render', directory);

    expect(code).toBe(1);
    expect(out).toContain('ImageNotPinned');
    await expect(
      read('platform/dev/pay/cluster/namespace.yaml'),
    ).rejects.toThrow(/ENOENT/);
  });

  it('names what no request renders to any more, and deletes it when told to', async () => {
    await run('render', directory);
    await rm(join(directory, request));

    expect((await run('check', directory)).out).toContain('Orphaned');
    const kept = await run('render', directory);
    expect(kept.out).toContain(`left ${rendered}`);
    expect(await read(rendered)).toContain('kind: Deployment');

    await run('render', directory, '--prune');
    await expect(read(rendered)).rejects.toThrow(/ENOENT/);
    expect(await read(list)).not.toContain('workload-api.yaml');
  });
});

describe('groundwork remove', () => {
  it('takes a request and what was rendered from it, and touches nothing else', async () => {
    await run('render', directory);
    await put('platform/dev/pay/cluster/quota.yaml', 'edited: by hand\n');

    const { code, out } = await run('remove', directory, request);

    expect([code, out.trim().split('\n').sort()]).toEqual([
      0,
      [`changed ${list}`, `removed ${rendered}`, `removed ${request}`],
    ]);
    expect(await read('platform/dev/pay/cluster/quota.yaml')).toBe(
      'edited: by hand\n',
    );
  });

  it('refuses what is not there, and a tenant that still runs', async () => {
    expect(
      await run('remove', directory, 'tenants/pay/requests/x.yaml'),
    ).toMatchObject({
      code: 2,
      err: expect.stringContaining('left no files behind'),
    });
    expect(
      await run('remove', directory, 'platform/tenants/pay.yaml'),
    ).toMatchObject({ code: 2, err: expect.stringContaining('draining') });
  });
});
