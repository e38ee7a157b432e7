import { registerMswTestHooks } from '@backstage/backend-test-utils';
import { memoryGitRepositories } from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import { setupServer } from 'msw/node';
import { file, ProvidedTenants } from './__testUtils__/ProvidedTenants';

describe('TenantEntityProvider', () => {
  const server = setupServer();
  registerMswTestHooks(server);
  let world: ProvidedTenants;

  beforeEach(() => {
    world = new ProvidedTenants(server);
  });

  afterEach(() => jest.restoreAllMocks());

  it('provides a resource for each request file, with all that other plugins look for', async () => {
    const { provider } = world.start(
      memoryGitRepositories({
        'platform/tenants/pay.yaml': file('pay', ['dev', 'prod']),
        'platform/tenants/README.md': 'no request',
      }),
    );

    await provider.refresh();

    const page =
      'https://git.example.com/acme/estate/blob/main/platform/tenants/pay.yaml';
    expect([...world.held.values()]).toEqual([
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Resource',
        metadata: {
          name: 'pay',
          namespace: 'default',
          description: 'What pay is for',
          annotations: {
            'backstage.io/managed-by-location': `url:${page}`,
            'backstage.io/managed-by-origin-location': `url:${page}`,
            'backstage.io/view-url': page,
            'backstage.io/edit-url': page,
            'backstage.io/source-location':
              'url:https://git.example.com/acme/estate/blob/main/tenants/pay/',
            'tenancy.groundwork.dev/tenant': 'pay',
            'tenancy.groundwork.dev/clusters': 'spoke-dev,spoke-prod',
            'backstage.io/kubernetes-namespace': 'pay',
            'backstage.io/kubernetes-label-selector':
              'tenancy.groundwork.dev/tenant=pay',
            'argocd/app-selector': 'tenancy.groundwork.dev/tenant=pay',
          },
          links: [
            { url: page, title: 'Request in Git' },
            {
              url: 'https://argocd.example.com/applications/argocd/pay-dev',
              title: 'Argo CD dev',
            },
            {
              url: 'https://argocd.example.com/applications/argocd/pay-prod',
              title: 'Argo CD prod',
            },
          ],
          tags: ['tier-small'],
        },
        spec: { type: 'kubernetes-tenant', owner: 'group:default/payments' },
      },
    ]);
  });

  it('adds tenants that only world.live in clusters', async () => {
    world.live.items = [{ name: 'old', cluster: 'spoke-dev' }];
    const { provider } = world.start();

    await provider.refresh();

    expect([...world.held.values()]).toEqual([
      expect.objectContaining({
        metadata: expect.objectContaining({
          name: 'old',
          annotations: expect.objectContaining({
            'backstage.io/managed-by-location': 'kubernetes:spoke-dev/old',
          }),
        }),
        spec: { type: 'kubernetes-tenant', owner: 'unknown' },
      }),
    ]);
  });

  it('removes a tenant once its file is gone and every source has answered', async () => {
    const { provider, git } = world.start(
      memoryGitRepositories({
        'platform/tenants/pay.yaml': file('pay'),
        'platform/tenants/web.yaml': file('web'),
      }),
    );
    await provider.refresh();
    expect(world.names()).toEqual(['pay', 'web']);

    git.write({ 'platform/tenants/web.yaml': undefined });
    await provider.refresh();

    expect(world.names()).toEqual(['pay']);
  });

  it('writes nothing when nothing changed', async () => {
    const { provider } = world.start(
      memoryGitRepositories({ 'platform/tenants/pay.yaml': file('pay') }),
    );
    world.live.items = [{ name: 'old', cluster: 'spoke-dev' }];
    await provider.refresh();
    await provider.refresh();
    await provider.refresh();

    expect(world.mutations).toHaveLength(1);
    expect(world.sent).toBe(1);
  });

  it('sees a change after times without one, and after a fault', async () => {
    const { provider, git } = world.start(
      memoryGitRepositories({ 'platform/tenants/pay.yaml': file('pay') }),
    );
    await provider.refresh();
    await provider.refresh();
    world.live.items = [{ name: 'old', cluster: 'spoke-dev' }];
    await provider.refresh();
    expect(world.names()).toEqual(['old', 'pay']);

    world.live = { ...world.live, status: 503 };
    await provider.refresh();
    git.write({ 'platform/tenants/pay.yaml': undefined });
    await provider.refresh();
    expect(world.names()).toEqual(['old', 'pay']);

    world.live = {};
    await provider.refresh();
    expect(world.names()).toEqual([]);
  });

  it.each<[string, (git: ReturnType<typeof memoryGitRepositories>) => void]>([
    ['Git does not answer', git => git.setAway(true)],
    [
      'tenancy-backend does not answer',
      () => {
        world.live = { status: 503 };
      },
    ],
    [
      'tenancy-backend is older',
      () => {
        world.live = { isOld: true };
      },
    ],
    [
      'its cluster never answered',
      () => {
        world.live = { silent: ['spoke-dev'] };
      },
    ],
    [
      'its file can no longer be read',
      git => git.write({ 'platform/tenants/pay.yaml': 'kind: [' }),
    ],
  ])('removes nothing while %s', async (_, happen) => {
    const { provider, git } = world.start(
      memoryGitRepositories({ 'platform/tenants/pay.yaml': file('pay') }),
    );
    await provider.refresh();

    git.write({ 'platform/tenants/pay.yaml': undefined });
    happen(git);
    await provider.refresh();

    expect(world.names()).toEqual(['pay']);
  });

  it('removes nothing after a restart that it has not asked about', async () => {
    const first = world.start(
      memoryGitRepositories({ 'platform/tenants/pay.yaml': file('pay') }),
    );
    await first.provider.refresh();
    const entities = world.stored();
    world.mutations = [];
    const away = memoryGitRepositories();
    away.setAway(true);
    world.live = { silent: ['spoke-dev'] };

    const { provider } = world.start(away, { entities });
    await provider.refresh();
    expect(world.names()).toEqual(['pay']);
    expect(world.mutations).toEqual([]);

    away.setAway(false);
    world.live = {};
    await provider.refresh();
    expect(world.names()).toEqual([]);
  });

  it.each([
    ['another namespace', 'team', 'kubernetes:spoke-dev/theirs'],
    [
      'a file of theirs',
      'default',
      'url:https://git.example.com/a/b/blob/c.yaml',
    ],
    ['nowhere', undefined, undefined],
  ])(
    'leaves alone a tenant that somebody registered from %s',
    async (_, namespace, origin) => {
      const away = memoryGitRepositories();
      away.setAway(true);
      const { provider } = world.start(away, {
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Resource',
            metadata: {
              name: 'theirs',
              ...(namespace ? { namespace } : {}),
              annotations: {
                'tenancy.groundwork.dev/clusters': 'spoke-dev',
                ...(origin
                  ? { 'backstage.io/managed-by-origin-location': origin }
                  : {}),
              },
            },
            spec: { type: 'kubernetes-tenant', owner: 'user:default/ada' },
          },
        ],
      });

      await provider.refresh();
      away.setAway(false);
      await provider.refresh();

      expect(world.told()).toEqual([{ full: [] }]);
    },
  );

  it('keeps what lives in clusters alone when nobody answers for them any more', async () => {
    world.live.items = [{ name: 'old', cluster: 'spoke-dev' }];
    const { provider } = world.start(
      memoryGitRepositories({ 'platform/tenants/pay.yaml': file('pay') }),
    );
    await provider.refresh();
    world.live = { status: 404 };
    await provider.refresh();

    expect(world.names()).toEqual(['old', 'pay']);
  });

  it('removes nothing for a 404 of what stands before tenancy-backend', async () => {
    world.live.items = [{ name: 'pay', cluster: 'spoke-dev' }];
    const { provider, git } = world.start(
      memoryGitRepositories({ 'platform/tenants/pay.yaml': file('pay') }),
    );
    await provider.refresh();
    // Its request has gone, and its namespaces have not.
    git.write({ 'platform/tenants/pay.yaml': undefined });
    world.live = { status: 404 };
    await provider.refresh();

    expect(world.names()).toEqual(['pay']);
  });

  it('reads Git alone where tenancy-backend is not installed', async () => {
    world.live = { status: 404 };
    const { provider, git } = world.start(
      memoryGitRepositories({ 'platform/tenants/pay.yaml': file('pay') }),
    );
    await provider.refresh();
    git.write({ 'platform/tenants/pay.yaml': undefined });
    await provider.refresh();

    expect(world.names()).toEqual([]);
  });
});
