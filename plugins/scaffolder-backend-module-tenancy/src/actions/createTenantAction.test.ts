import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import {
  fakeRenderer,
  platform,
  previewOf,
  pushedPlatform,
  refusal,
} from '../__testUtils__/fakeRenderer';
import { tenantCapability } from '@groundwork/engine';
import { createTenantAction } from './createTenantAction';

const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: { github: [{ host: 'github.com', token: 'unused' }] },
  }),
);

const input = {
  tenant: 'payments',
  owner: 'group:default/payments',
  environments: ['dev'],
  tier: 'small',
};

const files = [
  {
    path: 'platform/tenants/payments.yaml',
    tree: 'platform' as const,
    change: 'added' as const,
    content: 'kind: Tenant\n',
  },
  {
    path: 'platform/dev/payments/cluster/old.yaml',
    tree: 'platform' as const,
    change: 'removed' as const,
    content: '',
    previous: 'kind: Old\n',
  },
  {
    path: 'tenants/payments/dev/kustomization.yaml',
    tree: 'tenants' as const,
    change: 'same' as const,
    content: 'resources: []\n',
  },
];

describe('tenancy:tenant', () => {
  const workspace = createMockDirectory();

  beforeEach(() => workspace.clear());

  function context() {
    return createMockActionContext<typeof input>({
      input,
      workspacePath: workspace.path,
      task: { id: '12345678-rest' },
    });
  }

  it('writes only what changes, ready for a pull request', async () => {
    const renderer = fakeRenderer({ preview: previewOf(files) });
    const ctx = context();

    await createTenantAction(tenantCapability, {
      ...renderer,
      integrations,
    }).handler(ctx);

    expect(renderer.asked).toEqual([
      {
        expect: 'create',
        request: {
          apiVersion: 'tenancy.groundwork.dev/v1',
          kind: 'Tenant',
          metadata: { name: 'payments' },
          spec: {
            owner: 'group:default/payments',
            environments: ['dev'],
            tier: 'small',
          },
        },
      },
    ]);
    const folder = join(workspace.path, 'proposal');
    expect(
      await readFile(join(folder, 'platform/tenants/payments.yaml'), 'utf8'),
    ).toBe('kind: Tenant\n');
    expect(await readdir(folder)).toEqual(['platform']);
    expect(
      await readFile(
        join(
          workspace.path,
          'proposal-removed/platform/dev/payments/cluster/old.yaml',
        ),
        'utf8',
      ),
    ).toBe('kind: Old\n');
    expect(ctx.output).toHaveBeenCalledWith('proposals', [
      {
        repoUrl: 'github.com?owner=acme&repo=estate',
        targetBranch: 'main',
        sourcePath: 'proposal',
        filesToDelete: ['platform/dev/payments/cluster/old.yaml'],
        removedPath: 'proposal-removed',
      },
    ]);
    expect(ctx.output).toHaveBeenCalledWith('delivery', 'github');
    expect(ctx.output).toHaveBeenCalledWith('title', 'Add tenant payments');
    expect(ctx.output).toHaveBeenCalledWith(
      'branch',
      'groundwork/payments-tenant-12345678',
    );
    expect(ctx.output).toHaveBeenCalledWith('changed', true);
  });

  it('opens one pull request a repository where the trees are apart', async () => {
    const apart = {
      ...platform,
      repository: {
        ...platform.repository,
        tenants: { url: 'git@github.com:acme/teams.git', branch: 'live' },
      },
    };
    const changed = files.map(file => ({ ...file, change: 'added' as const }));
    const renderer = fakeRenderer({
      platform: apart,
      preview: previewOf(changed),
    });
    const ctx = context();

    await createTenantAction(tenantCapability, {
      ...renderer,
      integrations,
    }).handler(ctx);

    expect(ctx.output).toHaveBeenCalledWith('proposals', [
      expect.objectContaining({
        repoUrl: 'github.com?owner=acme&repo=estate',
        sourcePath: 'proposal-platform',
      }),
      expect.objectContaining({
        repoUrl: 'github.com?owner=acme&repo=teams',
        targetBranch: 'live',
        sourcePath: 'proposal-tenants',
      }),
    ]);
  });

  it('names the field and writes nothing when a finding is an error', async () => {
    const renderer = fakeRenderer({
      preview: previewOf(files, [refusal('metadata.name')]),
    });

    await expect(
      createTenantAction(tenantCapability, {
        ...renderer,
        integrations,
      }).handler(context()),
    ).rejects.toThrow(
      /nothing was written:\n- metadata.name: The name is taken. Choose another name./,
    );
    expect(await readdir(workspace.path)).toEqual([]);
  });

  it('mixes nothing with the request of another step, and may run anew itself', async () => {
    const renderer = fakeRenderer({ preview: previewOf(files) });
    const run = (publish: 'pullRequest' | 'push') =>
      createTenantAction(tenantCapability, {
        ...renderer,
        rendererFor: async () => ({
          ...(await renderer.rendererFor()),
          platform: async () => ({ ...platform, publish }),
        }),
        integrations,
      }).handler(context());
    await run('pullRequest');
    await run('pullRequest');

    const folder = join(workspace.path, 'proposal/tenants/payments');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'notes.md'), 'of the template');
    await run('pullRequest');

    await mkdir(join(folder, 'requests'));
    await writeFile(join(folder, 'requests/route-web.yaml'), 'kind: Route');
    await expect(run('pullRequest')).rejects.toThrow(
      /^targetPath: folder proposal holds tenants\/payments\/requests\/route-web\.yaml of another step/,
    );
    // What is pushed is rendered anew and comes from no folder.
    await run('push');
  });

  it('refuses a path that leaves the workspace', async () => {
    const renderer = fakeRenderer({
      preview: previewOf([{ ...files[0], path: '../../outside.yaml' }]),
    });

    await expect(
      createTenantAction(tenantCapability, {
        ...renderer,
        integrations,
      }).handler(context()),
    ).rejects.toThrow(/NotAllowedError|not allowed|outside/i);
  });

  it('says that the host of the repository is unknown', async () => {
    const renderer = fakeRenderer({
      platform: {
        ...platform,
        repository: {
          platform: {
            url: 'https://git.acme.example/estate.git',
            branch: 'main',
          },
          tenants: {
            url: 'https://git.acme.example/estate.git',
            branch: 'main',
          },
        },
      },
      preview: previewOf(files),
    });

    await expect(
      createTenantAction(tenantCapability, {
        ...renderer,
        integrations,
      }).handler(context()),
    ).rejects.toThrow(/No integration knows the host/);
    expect(await readdir(workspace.path)).toEqual([]);
  });

  it('needs no integration where the platform pushes', async () => {
    const renderer = fakeRenderer({
      platform: pushedPlatform,
      preview: previewOf(files),
    });
    const ctx = context();

    await createTenantAction(tenantCapability, {
      ...renderer,
      integrations,
    }).handler(ctx);

    expect(ctx.output).toHaveBeenCalledWith('delivery', 'push');
  });
});
