import { existsSync } from 'node:fs';
import { writeYaml, writeYamlStream } from '@groundwork/engine';
import { platform } from '../testing/checkedRepository';
import { runCommand } from '../testing/runCommand';
import { TestDirectory } from '../testing/TestDirectory';

const request = (
  kind: string,
  metadata: Record<string, string>,
  spec: Record<string, unknown>,
) =>
  writeYaml({ apiVersion: 'tenancy.groundwork.dev/v1', kind, metadata, spec });

const object = (
  apiVersion: string,
  kind: string,
  name: string,
  rest: Record<string, unknown> = {},
  namespace = 'pay',
) => ({ apiVersion, kind, metadata: { name, namespace }, ...rest });

const value = 'correct-horse-battery';

/** What somebody set up by hand, a namespace of the cluster's among it. */
const byHand = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'pay' } },
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system' } },
  object('v1', 'ConfigMap', 'coredns', {}, 'kube-system'),
  object('v1', 'ConfigMap', 'settings', { data: { LEVEL: 'info' } }),
  object('v1', 'ConfigMap', 'legacy', { data: { DB_PASSWORD: value } }),
  object('v1', 'ConfigMap', '../../escape', { data: {} }),
  object('v1', 'Secret', 'login', { stringData: { password: value } }),
  object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'admins', {
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: 'admin',
    },
    subjects: [
      { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'ops' },
    ],
  }),
  object('apps/v1', 'Deployment', 'web', {
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: {
          containers: [
            {
              name: 'web',
              image: 'registry.example.com/web:1',
              env: [{ name: 'API_TOKEN', value }],
            },
          ],
        },
      },
    },
  }),
];

describe('groundwork adopt', () => {
  let directory: TestDirectory;

  beforeEach(() => {
    directory = new TestDirectory();
    directory.put('git/groundwork.yaml', platform());
    directory.put(
      'owners.yaml',
      writeYaml({
        owners: [{ namespace: '*', owner: 'group:default/${{ tenant }}' }],
      }),
    );
  });

  afterEach(() => directory.remove());

  const run = (...args: string[]) =>
    runCommand('adopt', '--owners', directory.path('owners.yaml'), ...args);

  it('brings back requests that were thrown away, and nothing else changes', async () => {
    directory.put(
      'git/platform/tenants/pay.yaml',
      request(
        'Tenant',
        { name: 'pay' },
        { owner: 'group:default/pay', environments: ['dev'], tier: 'small' },
      ),
    );
    directory.put(
      'git/tenants/pay/requests/workload-web.yaml',
      request(
        'Workload',
        { name: 'web', tenant: 'pay' },
        { image: 'registry.example.com/web:1', replicas: 1 },
      ),
    );
    const git = directory.path('git');
    await runCommand('render', git);
    directory.remove('git/platform/tenants');
    directory.remove('git/tenants/pay/requests');

    const { code, out } = await run('--git', git);
    expect(out).toContain('added platform/tenants/pay.yaml');
    expect(out).toContain('added tenants/pay/requests/workload-web.yaml');
    expect(code).toBe(0);
    expect((await runCommand('render', git)).out).toBe(
      'All files match their requests.\n',
    );
    expect((await run('--git', git, '--check')).code).toBe(0);
  });

  describe('of what was set up by hand', () => {
    beforeEach(() => directory.put('dump/all.yaml', writeYamlStream(byHand)));

    const report = async (...args: string[]) =>
      JSON.parse(
        (
          await run(
            '--dir',
            `dev=${directory.path('dump')}`,
            '--git',
            directory.path('git'),
            '--format',
            'json',
            ...args,
          )
        ).out,
      );

    it('keeps what a team may have, and lists the rest with the reason', async () => {
      const { objects } = await report();
      const fateOf = (name: string) =>
        objects.find((each: { name: string }) => each.name === name);
      expect(fateOf('settings')).toMatchObject({
        fate: 'kept',
        by: 'tenants/pay/dev/adopted-configmap-settings.yaml',
      });
      expect(fateOf('admins')).toMatchObject({
        fate: 'listed',
        why: expect.stringContaining("platform's"),
      });
      expect(fateOf('../../escape')).toMatchObject({ fate: 'listed' });
      expect(
        directory.read('git/tenants/pay/dev/kustomization.yaml'),
      ).toContain('adopted-configmap-settings.yaml');
    });

    it('names credentials, and writes their values nowhere', async () => {
      const { credentials, secrets, ...rest } = await report();
      expect(
        credentials.map(
          ({ name, field }: Record<string, string>) => `${name} ${field}`,
        ),
      ).toEqual([
        'legacy data[DB_PASSWORD]',
        'web spec.template.spec.containers[name=web].env[name=API_TOKEN]',
      ]);
      expect(secrets).toBe(1);
      expect(JSON.stringify(rest)).not.toContain(value);
      for (const { path } of rest.files) {
        expect(directory.read(`git/${path}`)).not.toContain(value);
      }
    });

    it('refuses namespaces of the cluster, whatever a rule says', async () => {
      const { leftOut, tenants } = await report();
      expect(leftOut).toEqual([
        expect.objectContaining({ namespace: 'kube-system' }),
      ]);
      expect(tenants.map(({ tenant }: { tenant: string }) => tenant)).toEqual([
        'pay',
      ]);
    });

    it('changes nothing a second time, and then only what changed', async () => {
      await report();
      expect((await report()).files).toEqual([]);
      directory.put(
        'dump/more.yaml',
        writeYaml(object('v1', 'ConfigMap', 'more', { data: {} })),
      );
      expect((await report()).files).toEqual([
        {
          path: 'tenants/pay/dev/adopted-configmap-more.yaml',
          change: 'added',
        },
        { path: 'tenants/pay/dev/kustomization.yaml', change: 'changed' },
      ]);
    });

    const settings = 'tenants/pay/dev/adopted-configmap-settings.yaml';

    it.each([settings, 'tenants/pay/dev/settings.yaml'])(
      'writes nothing over what the tree of a tenant has in %s',
      async path => {
        const text = `# Ours\n${writeYaml(
          object('v1', 'ConfigMap', 'settings', { data: { LEVEL: 'debug' } }),
        )}`;
        directory.put(`git/${path}`, text);
        const { objects, files } = await report();
        expect(
          objects.find(({ name }: { name: string }) => name === 'settings'),
        ).toMatchObject({ fate: 'kept', by: path, code: 'gitOtherwise' });
        expect(files.map((each: { path: string }) => each.path)).not.toContain(
          settings,
        );
        expect(directory.read(`git/${path}`)).toBe(text);
      },
    );

    it('has told all of it where a file cannot be written', async () => {
      directory.put('git/tenants/pay/dev', 'a file\n');
      const { code, out, err } = await run(
        '--dir',
        `dev=${directory.path('dump')}`,
        '--git',
        directory.path('git'),
      );
      expect(out).toContain('pay (group:default/pay, tier small');
      expect(out).toContain('added platform/tenants/pay.yaml');
      expect(err).toMatch(
        /adopted-configmap-settings.yaml cannot be written: a file stands where a folder has to be. \d of \d files are written/,
      );
      expect(code).toBe(2);
    });

    it('tells a namespace that is left out once, however many clusters have it', async () => {
      directory.put(
        'hub/all.yaml',
        writeYaml(object('v1', 'ConfigMap', 'a', {}, 'kube-system')),
      );
      const { out } = await run(
        '--dir',
        `dev=${directory.path('dump')}`,
        `prod=${directory.path('hub')}`,
        '--git',
        directory.path('git'),
      );
      expect(out.match(/^ *kube-system \(.*$/gm)).toEqual([
        expect.stringContaining('kube-system (3 objects)'),
      ]);
    });

    it('writes nothing with --check', async () => {
      await report('--check');
      expect(existsSync(directory.path('git/platform'))).toBe(false);
    });
  });

  it.each([
    ['owners: {}', 'must have a list named owners'],
    ['owners: [{ namespace: a }]', 'owners[0].owner must be a text'],
    [
      'owners: [{ namespace: a, owner: b, environment: moon }]',
      'there is no environment moon',
    ],
    [
      'owners: [{ namespace: a, owner: b, ns: c }]',
      'owners[0].ns is not known',
    ],
  ])('says what is wrong with the owners file %s', async (text, message) => {
    directory.put('owners.yaml', text);
    const { code, err } = await run('--git', directory.path('git'));
    expect(err).toContain(message);
    expect(code).toBe(2);
  });
});
