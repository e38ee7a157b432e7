import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { memoryGitRepositories } from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import type { Layout } from '@groundwork/engine';
import { clusterLayout } from '@groundwork/engine/testUtils';
import { smallPlatform } from '../__testUtils__/platform';
import { StandaloneRenderer } from './StandaloneRenderer';

const group = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace: 'default' },
  spec: { type: 'team', children: [] },
});

function tenant(name: string, owner = 'group:default/payments') {
  return {
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind: 'Tenant',
    metadata: { name },
    spec: { owner, environments: ['dev'], tier: 'small' },
  };
}

function portal(options: {
  claims?: string[];
  files?: Record<string, string>;
  layout?: Layout;
}) {
  const git = memoryGitRepositories(options.files);
  const renderer = StandaloneRenderer.create({
    platform: options.layout
      ? { ...smallPlatform, layout: options.layout }
      : smallPlatform,
    git,
    catalog: catalogServiceMock({
      entities: [group('payments'), group('search')],
    }),
    userInfo: mockServices.userInfo({
      ownershipEntityRefs: options.claims ?? ['group:default/payments'],
    }),
  });
  const preview = (
    request: unknown,
    expect: 'create' | 'change' | 'either' = 'either',
  ) => renderer.preview({ request, expect }, mockCredentials.user());
  return { git, preview, renderer };
}

/** Puts what a request renders to where Git would have it after a push. */
async function pushed(request: unknown): Promise<Record<string, string>> {
  const { files } = await portal({}).preview(request);
  return Object.fromEntries(files.map(({ path, content }) => [path, content]));
}

describe('StandaloneRenderer', () => {
  it('renders a new tenant from the own configuration and says that no cluster was asked', async () => {
    const view = await portal({}).preview(tenant('payments'), 'create');

    expect(view.findings.filter(each => each.severity === 'error')).toEqual([]);
    expect(view.checkedLive).toBe(false);
    expect(view.files.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        'platform/dev/payments/cluster/namespace.yaml',
        'platform/tenants/payments.yaml',
        'tenants/payments/dev/kustomization.yaml',
      ]),
    );
    expect(view.changes).toContain('+ Namespace payments in dev');
  });

  it('finds nothing to change in what is pushed already', async () => {
    const files = await pushed(tenant('payments'));

    const view = await portal({ files }).preview(tenant('payments'));

    expect(new Set(view.files.map(({ change }) => change))).toEqual(
      new Set(['same']),
    );
  });

  it('reads and writes where the layout says, and keeps a name that is taken there', async () => {
    const layout = clusterLayout;
    const view = await portal({ layout }).preview(tenant('payments'), 'create');
    const files = Object.fromEntries(
      view.files.map(({ path, content }) => [path, content]),
    );
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining([
        'clusters/dev/platform/payments/cluster/namespace.yaml',
        'clusters/dev/tenants/payments/kustomization.yaml',
        'requests/tenants/payments.yaml',
      ]),
    );
    expect(Object.keys(files).join(' ')).not.toMatch(/(^| )(platform|tenants)/);

    const again = portal({ files, layout });
    const same = await again.preview(tenant('payments'));
    expect(new Set(same.files.map(({ change }) => change))).toEqual(
      new Set(['same']),
    );
    expect(await again.preview(tenant('payments'), 'create')).toMatchObject({
      files: [],
      findings: [{ code: 'NameTaken' }],
    });
  });

  it('refuses a name that is taken, before anything is rendered', async () => {
    const files = await pushed(tenant('payments'));

    const view = await portal({ files }).preview(tenant('payments'), 'create');

    expect(view.files).toEqual([]);
    expect(view.findings).toMatchObject([
      {
        code: 'NameTaken',
        field: 'metadata.name',
        severity: 'error',
        message: 'Tenant payments is there already.',
      },
    ]);
  });

  it('says no more of a name than that another tenant has it, to those who may not know of it', async () => {
    const files = await pushed(tenant('payments'));

    const view = await portal({
      files,
      claims: ['group:default/search'],
    }).preview(tenant('payments', 'group:default/search'), 'create');

    expect(view.files).toEqual([]);
    expect(view.findings).toMatchObject([
      {
        code: 'NameTaken',
        message: 'The name payments is taken by another tenant.',
      },
    ]);
  });

  it('refuses to change what another team owns', async () => {
    const files = await pushed(tenant('payments'));

    await expect(
      portal({ files, claims: ['group:default/search'] }).preview(
        tenant('payments', 'group:default/search'),
      ),
    ).rejects.toThrow(/Tenant payments not found/);
  });

  it.each([
    ['platform/tenants/payments.yaml', 'apiVersion: [broken'],
    ['platform/tenants/payments.yml', 'kind: Tenant'],
  ])('takes no file %s that it cannot read for none', async (path, text) => {
    const { preview } = portal({ files: { [path]: text } });

    await expect(preview(tenant('payments'))).rejects.toThrow(
      /Tenant payments not found/,
    );
    expect(await preview(tenant('payments'), 'create')).toMatchObject({
      files: [],
      findings: [{ code: 'NameTaken' }],
    });
  });

  it('lets nobody ask for a part of a tenant that does not exist', async () => {
    await expect(
      portal({}).preview({
        ...tenant('web'),
        kind: 'Workload',
        metadata: { name: 'web', tenant: 'payments' },
        spec: { image: 'registry.acme.example/web:1' },
      }),
    ).rejects.toThrow(/Tenant payments not found/);
  });

  it('decides nothing while Git is away', async () => {
    const { git, preview } = portal({});
    git.setAway(true);

    await expect(preview(tenant('payments'), 'create')).rejects.toThrow(/away/);
  });

  it('lets the platform team change any tenant', async () => {
    const files = await pushed(tenant('payments'));

    const view = await portal({
      files,
      claims: ['group:default/platform'],
    }).preview(tenant('payments', 'group:default/search'), 'change');

    expect(view.findings.filter(each => each.severity === 'error')).toEqual([]);
  });

  it.each([
    [
      'a group that is not in the catalog',
      'group:default/ghosts',
      'UnknownOwner',
    ],
    ['a group that one is not in', 'group:default/search', 'NotYourGroup'],
  ])('refuses %s as owner', async (_, owner, code) => {
    const view = await portal({}).preview(tenant('payments', owner));

    expect(
      view.findings.filter(({ severity }) => severity === 'error'),
    ).toMatchObject([{ code, field: 'spec.owner' }]);
    expect(view.files).not.toEqual([]);
  });

  it('lets only platform admins render the guard rails', async () => {
    await expect(
      portal({}).renderer.previewPlatform(mockCredentials.user()),
    ).rejects.toThrow(/tenancy.admins/);

    const { files } = await portal({
      claims: ['group:default/platform'],
    }).renderer.previewPlatform(mockCredentials.user());
    expect(files.map(({ path }) => path)).toContain(
      'platform/dev/_shared/cluster/guard-rails.yaml',
    );
  });
});
