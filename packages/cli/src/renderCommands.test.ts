import { existsSync } from 'node:fs';
import { writeYaml } from '@groundwork/engine';
import { runCommand } from './testing/runCommand';
import { smallPlatform } from '@groundwork/engine/testUtils';
import { TestDirectory } from './testing/TestDirectory';

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

let directory: TestDirectory;

beforeEach(() => {
  directory = new TestDirectory();
  directory.put('groundwork.yaml', writeYaml(smallPlatform()));
  directory.put('platform/tenants/pay.yaml', writeYaml(tenant));
  directory.put(request, workload('registry.example.com/api:1'));
});

afterEach(() => directory.remove());

const read = (path: string) => directory.read(path);
const isThere = (path: string) => existsSync(directory.path(path));
const run = (command: string, ...args: string[]) =>
  runCommand(command, directory.root, ...args);

describe('groundwork render', () => {
  it('says what it would write, writes it, and then has nothing to do', async () => {
    const dry = await run('render', '--check');
    expect(dry.code).toBe(1);
    expect(dry.out).toContain(`added ${rendered}\n`);
    expect(isThere(rendered)).toBe(false);

    expect((await run('render')).code).toBe(0);

    expect(read(rendered)).toContain('image: registry.example.com/api:1');
    expect(read(list)).toContain('- workload-api.yaml');
    expect(await run('render', '--check')).toMatchObject({
      code: 0,
      out: 'All files match their requests.\n',
    });
    expect((await run('check')).out).not.toContain('HandEdited');
  });

  it('leaves a request as it was written', async () => {
    await run('render');
    expect(read(request)).toBe(workload('registry.example.com/api:1'));
  });

  it('writes nothing while a request is refused, and says which', async () => {
    directory.put(request, workload('registry.example.com/api'));

    const { code, out } = await run('render');

    expect(code).toBe(1);
    expect(out).toContain('ImageNotPinned');
    expect(isThere('platform/dev/pay/cluster/namespace.yaml')).toBe(false);
  });

  it('names what no request renders to any more, and deletes it when told to', async () => {
    await run('render');
    directory.remove(request);

    expect((await run('check')).out).toContain('Orphaned');
    const kept = await run('render');
    expect(kept.out).toContain(`left ${rendered}`);
    expect(read(rendered)).toContain('kind: Deployment');

    await run('render', '--prune');
    expect(isThere(rendered)).toBe(false);
    expect(read(list)).not.toContain('workload-api.yaml');
  });
});

describe('groundwork render of owners', () => {
  const owned = {
    ...smallPlatform(),
    codeowners: { platform: '@acme/platform', tenant: '@acme/${{ group }}' },
  };

  it('writes those of the platform and of teams into one file, at once', async () => {
    directory.put('groundwork.yaml', writeYaml(owned));
    // Guard rails are rendered where somebody put them first.
    directory.put(
      'platform/dev/_shared/cluster/kustomization.yaml',
      'resources: []\n',
    );
    directory.put('CODEOWNERS', '# ours\n/docs/ @acme/writers\n');

    const { out } = await run('render');

    expect(out.match(/ CODEOWNERS$/gm)).toHaveLength(1);
    expect(read('CODEOWNERS').trim().split('\n')).toEqual(
      expect.arrayContaining([
        '# ours',
        '/docs/ @acme/writers',
        '* @acme/platform',
        '/tenants/pay/ @acme/payments',
      ]),
    );
    expect((await run('render', '--check')).code).toBe(0);
  });
});

describe('groundwork remove', () => {
  it('takes a request and what was rendered from it, and touches nothing else', async () => {
    await run('render');
    directory.put('platform/dev/pay/cluster/quota.yaml', 'edited: by hand\n');

    const { code, out } = await run('remove', request);

    expect([code, out.trim().split('\n').sort()]).toEqual([
      0,
      [`changed ${list}`, `removed ${rendered}`, `removed ${request}`],
    ]);
    expect(read('platform/dev/pay/cluster/quota.yaml')).toBe(
      'edited: by hand\n',
    );
  });

  it('refuses what is not there, and a tenant that still runs', async () => {
    expect(await run('remove', 'tenants/pay/requests/x.yaml')).toMatchObject({
      code: 2,
      err: expect.stringContaining('left no files behind'),
    });
    expect(await run('remove', 'platform/tenants/pay.yaml')).toMatchObject({
      code: 2,
      err: expect.stringContaining('draining'),
    });
  });
});
