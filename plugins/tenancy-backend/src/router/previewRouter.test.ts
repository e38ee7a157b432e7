import { bundledSchemas } from '@groundwork/engine/bundled';
import { clientOf, until } from '../__testUtils__/clientOf';
import {
  type Portal,
  startPortal,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(30_000);

describe('POST /preview', () => {
  let portal: Portal;

  const { get, post, settled } = clientOf(() => portal);

  afterEach(() => portal.stop());

  const tenant = (name: string, owner = 'payments', spec: object = {}) => ({
    request: {
      apiVersion: 'tenancy.groundwork.dev/v1',
      kind: 'Tenant',
      metadata: { name },
      spec: {
        owner: `group:default/${owner}`,
        environments: ['dev'],
        tier: 'small',
        ...spec,
      },
    },
    expect: 'create',
  });

  beforeEach(async () => {
    portal = await startPortal({
      files: { 'platform/tenants/pay.yaml': tenantFile('pay', 'payments') },
    });
    bundledSchemas().crds.forEach(crd => portal.cluster.put(crd));
    await settled();
  });

  it('shows what a new tenant would write, and writes nothing', async () => {
    const before = new Map(portal.git.files);

    const { body } = await post('preview', tenant('fresh')).expect(200);

    expect(
      body.findings.filter(
        ({ severity }: { severity: string }) => severity === 'error',
      ),
    ).toEqual([]);
    expect(body.files[0]).toBeDefined();
    expect(
      body.files.find(
        ({ path }: { path: string }) => path === 'platform/tenants/fresh.yaml',
      ),
    ).toMatchObject({ tree: 'platform', change: 'added' });
    expect(body.changes).toContain('+ Namespace fresh in dev');
    expect(body.checkedLive).toBe(true);
    expect(body.base.platform).toMatch(/^[0-9a-f]{40}$/);
    expect(portal.git.files).toEqual(before);
  });

  it('is not troubled by images and archives beside the manifests', async () => {
    portal.git.write({ 'tenants/pay/dev/logo.png': '\ufffdPNG' });

    const { body } = await post(
      'preview',
      {
        ...tenant('pay', 'payments', { description: 'Pays' }),
        expect: 'change',
        fresh: true,
      },
      'ada',
    ).expect(200);

    expect(body.files).toContainEqual(
      expect.objectContaining({ path: 'platform/tenants/pay.yaml' }),
    );
    expect(JSON.stringify(body)).not.toContain('logo.png');
  });

  it('writes nothing over a shared file that it cannot read', async () => {
    portal.git.write({ 'tenants/pay/dev/kustomization.yaml': '\ufffd' });

    const { body } = await post(
      'preview',
      { ...tenant('pay'), expect: 'change', fresh: true },
      'ada',
    ).expect(200);

    expect(body.files).toEqual([]);
    expect(body.findings).toEqual([
      expect.objectContaining({
        code: 'FileUnreadable',
        severity: 'error',
        message: expect.stringContaining('tenants/pay/dev/kustomization.yaml'),
      }),
    ]);
  });

  it('is not troubled by the definitions of other operators, whatever they look like', async () => {
    const crd = (name: string, spec: unknown) =>
      portal.cluster.put({
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name },
        spec,
      });
    const names = { kind: 'Thing', plural: 'things' };
    const group = 'operator.example.com';
    crd('things.operator.example.com', {
      group,
      names,
      scope: 'Namespaced',
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object' } },
        },
      ],
    });
    crd('a.operator.example.com', { group, names });
    crd('b.operator.example.com', { group, names, versions: null });
    crd('c.operator.example.com', { group, versions: [null, {}, 3] });
    crd('d.operator.example.com', null);
    crd('e.gateway.networking.k8s.io', {
      group: 'gateway.networking.k8s.io',
      names,
      versions: [
        {
          name: 'v1',
          served: true,
          schema: { openAPIV3Schema: { properties: { spec: null } } },
        },
      ],
    });
    portal.cluster.put({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'f.operator.example.com' },
    });
    await new Promise(resolve => {
      setTimeout(resolve, 200);
    });

    const { body } = await post('preview', tenant('fresh')).expect(200);

    expect(body.checkedLive).toBe(true);
    expect(
      body.findings.filter(
        ({ severity }: { severity: string }) => severity === 'error',
      ),
    ).toEqual([]);
  });

  it.each([
    ['a name that is taken', tenant('pay', 'shop'), 'metadata.name', 'bob'],
    ['a name in upper case', tenant('Pay'), 'metadata.name', 'ada'],
    ['64 characters', tenant('a'.repeat(64)), 'metadata.name', 'ada'],
    ['YAML in a name', tenant('a\nkind: Role'), 'metadata.name', 'ada'],
    ['an unknown owner', tenant('new', 'nobody'), 'spec.owner', 'ada'],
    ["another team's owner", tenant('new', 'shop'), 'spec.owner', 'ada'],
    [
      'an environment that is not offered',
      tenant('new', 'payments', { environments: ['prod'] }),
      'spec.environments[0]',
      'ada',
    ],
  ])('refuses %s on its field', async (_, body, field, user) => {
    const answer = await post('preview', body, user).expect(200);

    expect(answer.body.findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ severity: 'error', field }),
      ]),
    );
    expect(JSON.stringify(answer.body.findings)).not.toContain(
      'group:default/payments"',
    );
  });

  it('refuses to change the tenant of another team, whether it exists or not', async () => {
    const statusOf = async (body: object) =>
      (await post('preview', body, 'bob')).status;

    expect(await statusOf({ ...tenant('pay', 'shop'), expect: 'change' })).toBe(
      403,
    );
    expect(await statusOf({ ...tenant('nay', 'shop'), expect: 'change' })).toBe(
      403,
    );
    expect(
      await statusOf({
        request: {
          apiVersion: 'tenancy.groundwork.dev/v1',
          kind: 'Workload',
          metadata: { name: 'web', tenant: 'pay' },
          spec: {
            environments: ['dev'],
            image: 'example.com/web:1.0',
            port: 8080,
          },
        },
      }),
    ).toBe(403);
  });

  it('shows only the difference of a change', async () => {
    const created = await post('preview', tenant('fresh')).expect(200);
    portal.git.write(
      Object.fromEntries(
        created.body.files.map(
          ({ path, content }: { path: string; content: string }) => [
            path,
            content,
          ],
        ),
      ),
    );
    await until(
      () => get('tenants/fresh'),
      ({ status }) => status === 200,
    );

    const same = await post('preview', {
      ...tenant('fresh'),
      expect: 'change',
    }).expect(200);
    expect(same.body.changes).toEqual([]);
    expect(
      same.body.files.every(
        ({ change }: { change: string }) => change === 'same',
      ),
    ).toBe(true);

    const changed = await post('preview', {
      ...tenant('fresh', 'payments', { description: 'Pays' }),
      expect: 'change',
    }).expect(200);
    expect(
      changed.body.files
        .filter(({ change }: { change: string }) => change !== 'same')
        .map(({ path }: { path: string }) => path),
    ).toContain('platform/tenants/fresh.yaml');
  });

  it.each([
    [{}, 'request'],
    [{ request: 'text' }, 'request'],
    [{ request: {}, expect: 'maybe' }, 'expect'],
    [{ request: {}, more: 1 }, 'more'],
  ])('refuses the malformed body %j', async (body, text) => {
    const answer = await post('preview', body).expect(400);
    expect(answer.body.error.message).toContain(text);
  });

  it('refuses a body that is too large', async () => {
    const { status } = await post('preview', {
      request: { text: 'x'.repeat(300_000) },
    });

    expect(status).toBe(413);
  });

  it.each([
    ['60,000 lists in each other', deep(60_000)],
    ['100 maps in each other', `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`],
    ['30,000 values', `[${Array(30_000).fill(1).join()}]`],
  ])('refuses %s before they are parsed', async (_, value) => {
    const parse = jest.spyOn(JSON, 'parse');

    const { status, body } = await post(
      'preview',
      `{"request":{"a":${value}}}`,
    );

    expect(status).toBe(413);
    expect(body.error.message).toMatch(/levels|values/);
    expect(
      parse.mock.calls.some(([text]) => text.includes(value.slice(0, 20))),
    ).toBe(false);
    parse.mockRestore();
  });

  it('answers what is just within the limits of a body with a finding', async () => {
    const { body } = await post('preview', {
      request: { kind: 'Tenant', deep: JSON.parse(deep(50)) },
    }).expect(200);

    expect(body.findings).toMatchObject([{ code: 'TooLarge' }]);
  });
});

function deep(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels);
}
