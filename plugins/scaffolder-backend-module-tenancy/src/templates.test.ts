import type { JsonObject } from '@backstage/types';
import {
  type FormFields,
  formFromSpec,
} from '@groundwork/backstage-plugin-tenancy-common';
import { parse } from 'yaml';
import { startTemplatePortal } from './__testUtils__/templatePortal';
import { readTemplate } from './__testUtils__/templates';
import { goodForms, tenantValues } from './__testUtils__/templateValues';

jest.setTimeout(60_000);

type Portal = Awaited<ReturnType<typeof startTemplatePortal>>;

/** What the tenant needs beyond its form, so that all kinds of request have what they refer to. */
function grantAll({ git }: Portal) {
  const path = 'platform/tenants/payments.yaml';
  git.write({
    [path]: `${git.files
      .get(path)
      ?.replace('ports: []', '')
      .replace('repositories: []', '')
      .trimEnd()}
  repositories:
    - https://git.acme.example/payments.git
    - https://charts.acme.example
  ports:
    - { environment: dev, gateway: external, section: mqtt, port: 1883 }
    - { environment: dev, gateway: external, section: dns, port: 5353 }
`,
  });
}

describe('templates', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startTemplatePortal();
    await portal.run('tenant', tenantValues);
    grantAll(portal);
  });

  afterAll(() => portal.stop());

  it.each(Object.entries(goodForms))(
    'show %s in a dry run and commit it for real',
    async (_, { template, values }) => {
      const before = new Map(portal.git.files);
      const dry = await portal.dryRun(template, values);
      expect(portal.git.files).toEqual(before);
      const shown = Object.fromEntries(
        dry.directoryContents
          .filter(({ path }: { path: string }) => path.startsWith('proposal/'))
          .map(({ path, base64Content }: Record<string, string>) => [
            path.slice('proposal/'.length),
            Buffer.from(base64Content, 'base64').toString(),
          ]),
      );
      const { status, message, output } = await portal.run(template, values);

      expect([status, message]).toEqual(['completed', '']);
      expect(output.links?.[1]).toMatchObject({
        title: 'Commit',
        url: expect.stringMatching(/\/commit\/[0-9a-f]{40}$/),
      });
      const path = `tenants/payments/requests/${template}-${values.name}.yaml`;
      expect(Object.keys(shown)).toContain(path);
      for (const [file, content] of Object.entries(shown)) {
        expect([file, portal.git.files.get(file)]).toEqual([file, content]);
      }
      const text = Object.values(shown).join('\n');
      expect(text).not.toMatch(/undefined|\[object|\$\{\{/);
      const request = parse(shown[path]);
      expect(request.metadata).toEqual({
        name: values.name,
        tenant: 'payments',
      });
    },
  );

  it('change what the form shows, take away what it empties, and leave the rest as it is in Git', async () => {
    const path = 'tenants/payments/requests/workload-kept.yaml';
    const { values } = goodForms['a workload'];
    await portal.run('workload', { ...values, name: 'kept' });
    const request = portal.git.files.get(path) ?? '';
    portal.git.write({
      [path]: request.replace(
        /terminationGracePeriodSeconds: 30/,
        'terminationGracePeriodSeconds: 77',
      ),
    });

    const { status, message } = await portal.run('workload', {
      ...values,
      name: 'kept',
      mode: 'change',
      replicas: 5,
      // Left out and kept; empty and gone.
      memory: undefined,
      healthPath: '',
      env: {},
    } as unknown as JsonObject);

    expect([status, message]).toEqual(['completed', '']);
    const { spec } = parse(portal.git.files.get(path) ?? '');
    expect(spec).toMatchObject({
      replicas: 5,
      env: {},
      terminationGracePeriodSeconds: 77,
      ports: [{ name: 'http', port: 8080 }],
      resources: { requests: { memory: '128Mi' } },
    });
    expect(spec.probes).toEqual({});
  });

  it('change a tenant and keep what nobody touched in its form', async () => {
    const path = 'platform/tenants/payments.yaml';
    const [page] = readTemplate('tenant').spec.parameters as Array<{
      'ui:options': { spec: FormFields };
    }>;
    const shown = formFromSpec(
      parse(portal.git.files.get(path) ?? '').spec,
      page['ui:options'].spec,
    );
    const { status, message } = await portal.run('tenant', {
      ...tenantValues,
      ...JSON.parse(JSON.stringify(shown)),
      mode: 'change',
      description: '',
    });

    expect([status, message]).toEqual(['completed', '']);
    const { spec } = parse(portal.git.files.get(path) ?? '');
    expect(spec).toMatchObject({ description: '', tier: 'small' });
    expect(spec.repositories).toHaveLength(2);
    expect(spec.ports).toHaveLength(2);
  });

  describe('a request that is written as YAML', () => {
    const { values } = goodForms['a workload'];
    const path = 'tenants/payments/requests/workload-written.yaml';
    const written = (spec: string) => `apiVersion: tenancy.groundwork.dev/v1
kind: Workload
metadata: { name: written, tenant: payments }
spec:
  image: registry.acme.example/payments/api:1.4.2
${spec}`;
    const form = { ...values, name: 'written', replicas: 9 };

    it('counts before the form, also in what no form shows', async () => {
      const { status, message } = await portal.run('workload', {
        ...form,
        yaml: written('  replicas: 1\n  runAsUser: 1234\n'),
      });

      expect([status, message]).toEqual(['completed', '']);
      expect(parse(portal.git.files.get(path) ?? '').spec).toMatchObject({
        replicas: 1,
        runAsUser: 1234,
      });
    });

    it('is an edit of what was loaded, and keeps comments', async () => {
      const text = `# keep\n${portal.git.files.get(path)}`;
      portal.git.write({ [path]: text });
      const { spec } = parse(text);
      const loaded = JSON.stringify({
        kind: 'Workload',
        tenant: 'payments',
        name: 'written',
        commit: 'a'.repeat(40),
        spec,
      });
      portal.git.write({
        [path]: text.replace('runAsUser: 1234', 'runAsUser: 99'),
      });

      const { status, message } = await portal.run('workload', {
        ...form,
        mode: 'change',
        loaded,
        yaml: written('  replicas: 2\n  runAsUser: 1234\n'),
      });

      expect([status, message]).toEqual(['completed', '']);
      const now = portal.git.files.get(path) ?? '';
      expect(now).toMatch(/^# keep/);
      expect(parse(now).spec).toMatchObject({ replicas: 2, runAsUser: 99 });
    });

    it.each([
      [
        'with its line and field',
        written('  replicas: many\n'),
        /line 6: spec\.replicas/,
      ],
      [
        'of another name',
        written('').replace('written', 'other'),
        /about Workload other of payments/,
      ],
      ['of no end', 'x'.repeat(70_000), /too large/],
      ['that is none', 'a: [', /not valid YAML/],
    ])('is refused %s', async (_, yaml, said) => {
      const before = new Map(portal.git.files);
      const { status, message } = await portal.run('workload', {
        ...form,
        name: 'written',
        mode: 'change',
        yaml,
      });
      expect([status, message]).toEqual([
        'failed',
        expect.stringMatching(said),
      ]);
      expect(portal.git.files).toEqual(before);
    });
  });

  it('render the guard rails for the platform team, and for nobody else', async () => {
    const refused = await portal.run('platform', {}, 'ada');
    expect(refused).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('tenancy.admins'),
    });

    const { status } = await portal.run('platform', {}, 'paula');
    expect(status).toBe('completed');
    expect([...portal.git.files.keys()]).toContain(
      'platform/dev/_shared/cluster/guard-rails.yaml',
    );
    const again = await portal.dryRun('platform', {}, 'paula');
    expect(again.output.text[0].content).toContain('Nothing.');
  });

  it('render all tenants again for the platform team, and for nobody else', async () => {
    const refused = await portal.run('render', { scope: 'all' }, 'ada');
    expect(refused).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('tenancy.admins'),
    });
    const path = 'platform/dev/payments/cluster/namespace.yaml';
    portal.git.write({ [path]: undefined });

    const { status } = await portal.run('render', { scope: 'all' }, 'paula');
    expect(status).toBe('completed');
    expect([...portal.git.files.keys()]).toContain(path);

    const one = { scope: 'one', tenant: 'payments' };
    portal.git.write({ [path]: undefined });
    expect(await portal.run('render', one, 'ada')).toMatchObject({
      status: 'completed',
    });
    expect([...portal.git.files.keys()]).toContain(path);
  });

  it.each<[string, keyof typeof goodForms, JsonObject, string, RegExp]>([
    [
      'an image without a tag',
      'a workload',
      { image: 'registry.acme.example/api' },
      'ada',
      /spec\.image/,
    ],
    [
      'a name with upper case letters',
      'a workload',
      { name: 'Api' },
      'ada',
      /metadata\.name/,
    ],
    [
      'a name that leaves its folder',
      'a workload',
      { name: '../../platform/tenants/x' },
      'ada',
      /metadata\.name/,
    ],
    [
      'an environment of others',
      'a workload',
      { environments: ['prod'] },
      'ada',
      /spec\.environments/,
    ],
    [
      'a gateway that is not offered',
      'an HTTP route, a tenth of it to the next version',
      { gateway: 'mine' },
      'ada',
      /spec\.parents\[0\]\.gateway/,
    ],
    [
      'a hostname of others',
      'an HTTP route, a tenth of it to the next version',
      { hostname: 'search.dev.acme.example' },
      'ada',
      /spec\.hostnames\[0\]/,
    ],
    [
      'a path outside the prefix',
      'a whole secret',
      { paths: [{ key: 'search/database' }] },
      'ada',
      /spec\.extract\[0\]\.key/,
    ],
    [
      'a repository of others',
      'a directory of manifests',
      { repo: 'https://git.acme.example/search.git' },
      'ada',
      /spec\.sources\[0\]\.repo/,
    ],
    [
      'a tenant of another team',
      'a workload',
      { name: 'mine' },
      'bob',
      /payments/,
    ],
    [
      'a name that is taken',
      'a workload',
      { name: 'api' },
      'ada',
      /metadata\.name/,
    ],
    [
      'a change of what is not there',
      'a workload',
      { name: 'ghost', mode: 'change' },
      'ada',
      /metadata\.name.*ghost/,
    ],
  ])(
    'refuse %s past the form, name the field and write nothing',
    async (_, form, wrong, user, text) => {
      const { template, values } = goodForms[form];
      const before = new Map(portal.git.files);

      const { status, message } = await portal.run(
        template,
        { ...values, name: 'new', ...wrong },
        user,
      );

      expect(status).toBe('failed');
      expect(message).toMatch(text);
      expect(portal.git.files).toEqual(before);
    },
  );

  it('log a refusal as what it says, without where in the code it arose', async () => {
    const { values } = goodForms['a workload'];
    const { log } = await portal.run('workload', {
      ...values,
      name: 'refused',
      image: 'registry.acme.example/api',
    });
    expect(log).toMatch(/The request was refused, so nothing was written/);
    expect(log).not.toMatch(/\n\s+at |\.[jt]s:\d+/);
  });

  it('ask for names and an image before anything runs', async () => {
    await expect(
      portal.run('workload', { mode: 'create', tenant: 'payments' }),
    ).rejects.toThrow(/400.*name/s);
  });
});
