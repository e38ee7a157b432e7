import { existsSync, symlinkSync } from 'node:fs';
import { writeYaml, writeYamlStream } from '@groundwork/engine';
import { clusterLayout, smallPlatform } from '@groundwork/engine/testUtils';
import { runCommand } from './testing/runCommand';
import { TestDirectory } from './testing/TestDirectory';

const apiVersion = 'tenancy.groundwork.dev/v1';

const tenant = (name: string) => ({
  apiVersion,
  kind: 'Tenant',
  metadata: { name },
  spec: {
    owner: `group:default/${name}`,
    environments: ['dev'],
    tier: 'small',
  },
});

const workload = {
  apiVersion,
  kind: 'Workload',
  metadata: { name: 'api', tenant: 'pay' },
  spec: { image: 'registry.example.com/api:1' },
};

const settings = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'pay' },
  data: { LEVEL: 'info' },
};

describe('a checkout in another layout', () => {
  let directory: TestDirectory;

  beforeEach(() => {
    directory = new TestDirectory();
    directory.put(
      'groundwork.yaml',
      writeYaml({ ...smallPlatform(), layout: clusterLayout }),
    );
    directory.put('requests/tenants/pay.yaml', writeYaml(tenant('pay')));
    directory.put('requests/teams/pay/workload-api.yaml', writeYaml(workload));
  });

  afterEach(() => directory.remove());

  const run = (command: string, ...args: string[]) =>
    runCommand(command, directory.root, ...args);

  const found = async (): Promise<Array<Record<string, string>>> =>
    JSON.parse((await run('check', '--format', 'json')).out);

  const codesAt = async (path: string) =>
    (await found())
      .filter(each => each.path === path)
      .map(({ code, fixableBy }) => `${code} ${fixableBy ?? ''}`.trim());

  it('is rendered, and then checked without a finding about its files', async () => {
    expect((await run('render')).code).toBe(0);

    expect(
      directory.read('clusters/dev/tenants/pay/workload-api.yaml'),
    ).toContain('from requests/teams/pay/workload-api.yaml.');
    expect(
      directory.read('clusters/dev/platform/pay/argocd/application.yaml'),
    ).toContain('path: clusters/dev/tenants/pay\n');
    expect(await run('render', '--check')).toMatchObject({ code: 0 });
    const checked = await found();
    expect(checked.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(
      checked.filter(({ code }) => /HandEdited|NotApplied|NotRead/.test(code)),
    ).toEqual([]);
  });

  it('has its guard rails and owners rendered, and is checked with them', async () => {
    directory.put(
      'groundwork.yaml',
      writeYaml({
        ...smallPlatform(),
        codeowners: { platform: '@acme/platform', tenant: '@acme/pay' },
        layout: clusterLayout,
      }),
    );
    const root = 'clusters/dev/platform/_shared/argocd/root.yaml';
    directory.put(root, '');

    expect((await run('render')).code).toBe(0);

    expect(directory.read(root)).toContain(
      'path: clusters/dev/platform/*/argocd\n',
    );
    expect(directory.read('CODEOWNERS')).toBe(
      [
        '* @acme/platform\n',
        '/requests/teams/pay/ @acme/pay\n',
        '/clusters/dev/tenants/pay/ @acme/pay\n',
      ].join(''),
    );
    const edited = async () =>
      (await found())
        .filter(({ code }) => code === 'HandEdited')
        .map(({ path }) => path);
    expect(await edited()).toEqual([]);
    directory.put(root, '# mine\n');
    expect(await edited()).toEqual([root]);
  });

  it('holds what a team commits against its project and namespace', async () => {
    await run('render');
    directory.put(
      'clusters/dev/tenants/pay/kustomization.yaml',
      'resources: [ns.yaml, workload-api.yaml]\n',
    );
    directory.put(
      'clusters/dev/tenants/pay/ns.yaml',
      writeYaml({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'mine' },
      }),
    );
    expect(
      (await codesAt('clusters/dev/tenants/pay/ns.yaml')).length,
    ).toBeGreaterThan(0);
    expect((await run('check')).code).toBe(1);
  });

  it("does not take the platform's files for the team's by a link", async () => {
    await run('render');
    symlinkSync(
      '../platform/pay',
      directory.path('clusters/dev/tenants/other'),
    );
    symlinkSync('/etc', directory.path('clusters/dev/tenants/outside'));

    expect(await codesAt('clusters/dev/tenants/other')).toEqual([
      'NotRead tenant',
    ]);
    expect(await codesAt('clusters/dev/tenants/outside')).toEqual([
      'NotRead tenant',
    ]);
  });

  it('says what belongs to nobody, and whose a broken file is', async () => {
    await run('render');
    const stray = 'clusters/dev/pay/deployment.yaml';
    directory.put(stray, writeYaml(settings));
    const broken = 'clusters/dev/tenants/pay/broken.yaml';
    directory.put(broken, 'kind: [\napiVersion: v1\nmetadata: {}\n');
    const all = await found();
    const at = (path: string) => all.filter(each => each.path === path);
    expect(at(stray)).toMatchObject([{ code: 'NotApplied' }]);
    expect(at(stray)[0].fixableBy).toBe('platform');
    expect(at(broken)[0].fixableBy).toBe('tenant');
  });

  it('is changed by set-image, and by remove', async () => {
    await run('render');
    const set = await runCommand(
      'set-image',
      'pay/api',
      'registry.example.com/api:2',
      '--dir',
      directory.root,
    );
    expect(set.code).toBe(0);
    expect(
      directory.read('clusters/dev/tenants/pay/workload-api.yaml'),
    ).toContain('image: registry.example.com/api:2');

    const gone = await run('remove', 'requests/teams/pay/workload-api.yaml');
    expect(gone.code).toBe(0);
    expect(
      existsSync(directory.path('clusters/dev/tenants/pay/workload-api.yaml')),
    ).toBe(false);
  });

  it('adopts what lies in its folders, and keeps it there', async () => {
    directory.put(
      'clusters/dev/tenants/shop/objects.yaml',
      writeYamlStream([
        {
          ...settings,
          metadata: { ...settings.metadata, namespace: 'shop' },
        },
      ]),
    );
    directory.put(
      'owners.yaml',
      writeYaml({
        owners: [{ namespace: 'shop', owner: 'group:default/shop' }],
      }),
    );
    const adopted = await runCommand(
      'adopt',
      '--owners',
      directory.path('owners.yaml'),
      '--git',
      directory.root,
    );
    expect(adopted).toMatchObject({ code: 0 });
    expect(directory.read('requests/tenants/shop.yaml')).toContain(
      'owner: group:default/shop',
    );
    expect(existsSync(directory.path('platform'))).toBe(false);
    expect(existsSync(directory.path('tenants'))).toBe(false);
    expect(adopted.out).toContain('1 kept');
  });

  it('adopts manifests of other folders into it', async () => {
    directory.put('old/dev/pay/settings.yaml', writeYaml(settings));
    directory.put(
      'owners.yaml',
      writeYaml({ owners: [{ namespace: 'pay', owner: 'group:default/pay' }] }),
    );
    await runCommand(
      'adopt',
      '--owners',
      directory.path('owners.yaml'),
      '--dir',
      directory.path('old'),
      '--git',
      directory.root,
    );
    expect(
      directory.read(
        'clusters/dev/tenants/pay/adopted-configmap-settings.yaml',
      ),
    ).toContain('LEVEL: info');
  });

  it('is refused where its platform lets a team write what is not its own', async () => {
    directory.put(
      'groundwork.yaml',
      writeYaml({
        ...smallPlatform(),
        layout: { ...clusterLayout, tenants: clusterLayout.platform },
      }),
    );
    const { code, err } = await run('check');
    expect(code).toBe(2);
    expect(err).toContain('layout.tenants');
  });

  it('says which folders it looked for where there are none', async () => {
    const empty = new TestDirectory();
    empty.put(
      'groundwork.yaml',
      writeYaml({ ...smallPlatform(), layout: clusterLayout }),
    );
    const { code, err } = await runCommand('check', empty.root);
    expect(code).toBe(2);
    expect(err).toContain('neither requests/ nor clusters/');
    empty.remove();
  });
});
