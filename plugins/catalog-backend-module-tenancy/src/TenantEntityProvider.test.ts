import {
  mockServices,
  registerMswTestHooks,
} from '@backstage/backend-test-utils';
import { type Entity, parseEntityRef } from '@backstage/catalog-model';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { memoryGitRepositories } from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import { parsePlatform } from '@groundwork/engine';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { TenantEntityProvider } from './TenantEntityProvider';

const amounts = { cpu: '1', memory: '1Gi', ephemeralStorage: '1Gi' };
const platform = parsePlatform({
  repository: { url: 'https://git.example.com/acme/estate' },
  groups: { template: 'oidc:${{ group }}' },
  tiers: {
    small: {
      quota: { requests: amounts, limits: amounts, storage: '1Gi', pods: 10 },
      container: { defaultRequest: amounts, default: amounts, max: amounts },
    },
  },
  environments: ['dev', 'prod'].map(name => ({
    name,
    cluster: `spoke-${name}`,
    argocd: {
      cluster: 'hub',
      destination: { name },
      url: 'https://argocd.example.com',
    },
  })),
});

const file = (name: string, environments = ['dev']) => `
apiVersion: tenancy.groundwork.dev/v1
kind: Tenant
metadata: { name: ${name} }
spec:
  owner: group:default/payments
  environments: [${environments.join(', ')}]
  tier: small
  description: What ${name} is for
`;

interface Live {
  items?: Array<{ name: string; cluster: string }>;
  silent?: string[];
  status?: number;
  /** Whether tenancy-backend is of a version that knows no places. */
  isOld?: true;
}

describe('TenantEntityProvider', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  let live: Live;
  let mutations: EntityProviderMutation[];
  /** What the catalog holds, by name. */
  let held: Map<string, Entity>;
  /** How many lists were sent. */
  let sent: number;

  function start(
    git = memoryGitRepositories(),
    options: { entities?: Entity[] } = {},
  ) {
    server.use(
      http.get('*/api/tenancy/tenants', ({ request }) => {
        expect(new URL(request.url).search).toBe('?view=places');
        if (live.status) {
          return new HttpResponse(null, { status: live.status });
        }
        const etag = `W/"${JSON.stringify(live)}"`;
        if (request.headers.get('if-none-match') === etag) {
          return new HttpResponse(null, { status: 304 });
        }
        sent += 1;
        return HttpResponse.json(
          {
            items: (live.items ?? []).map(({ name, cluster }) => ({
              name,
              environments: [{ name: 'dev', cluster, namespace: name }],
            })),
            ...(live.isOld
              ? { sources: [] }
              : { silentClusters: live.silent ?? [] }),
          },
          { headers: { etag } },
        );
      }),
    );
    const catalog = catalogServiceMock({ entities: options.entities ?? [] });
    const provider = TenantEntityProvider.create({
      platform,
      git,
      auth: mockServices.auth(),
      discovery: mockServices.discovery(),
      catalog,
      logger: mockServices.logger.mock(),
    });
    provider.connect({ applyMutation: apply, refresh: async () => {} });
    return { provider, git, catalog };
  }

  async function apply(mutation: EntityProviderMutation) {
    mutations.push(mutation);
    if (mutation.type === 'full') {
      held.clear();
    } else {
      for (const each of mutation.removed) {
        held.delete(
          'entity' in each
            ? each.entity.metadata.name
            : parseEntityRef(each.entityRef).name,
        );
      }
    }
    const put = mutation.type === 'full' ? mutation.entities : mutation.added;
    for (const { entity } of put) {
      held.set(entity.metadata.name, entity);
    }
  }

  /** What each mutation said, in short. */
  const told = () =>
    mutations.map(mutation =>
      mutation.type === 'full'
        ? { full: mutation.entities.map(({ entity }) => entity.metadata.name) }
        : {
            added: mutation.added.map(({ entity }) => entity.metadata.name),
            removed: mutation.removed.map(each =>
              'entityRef' in each ? each.entityRef : each.entity.metadata.name,
            ),
          },
    );

  const names = () => [...held.keys()].sort();

  /** As the catalog gives back what was provided. */
  const stored = () =>
    [...held.values()].map(entity => ({
      ...entity,
      metadata: { ...entity.metadata, uid: 'u', etag: 'e' },
    }));

  beforeEach(() => {
    live = {};
    mutations = [];
    held = new Map();
    sent = 0;
  });

  afterEach(() => jest.restoreAllMocks());

  it('provides a resource for each request file, with all that other plugins look for', async () => {
    const { provider } = start(
      memoryGitRepositories({
        'platform/tenants/pay.yaml': file('pay', ['dev', 'prod']),
        'platform/tenants/README.md': 'no request',
      }),
    );

    await provider.refresh();

    const page =
      'https://git.example.com/acme/estate/blob/main/platform/tenants/pay.yaml';
    expect([...held.values()]).toEqual([
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

  it('adds tenants that only live in clusters', async () => {
    live.items = [{ name: 'old', cluster: 'spoke-dev' }];
    const { provider } = start();

    await provider.refresh();

    expect([...held.values()]).toEqual([
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
    const { provider, git } = start(
      memoryGitRepositories({
        'platform/tenants/pay.yaml': file('pay'),
        'platform/tenants/web.yaml': file('web'),
      }),
    );
    await provider.refresh();
    expect(names()).toEqual(['pay', 'web']);

    git.write({ 'platform/tenants/web.yaml': undefined });
    await provider.refresh();

    expect(names()).toEqual(['pay']);
  });

  it('writes nothing when nothing changed', async () => {
    const { provider } = start(
      memoryGitRepositories({ 'platform/tenants/pay.yaml': file('pay') }),
    );
    live.items = [{ name: 'old', cluster: 'spoke-dev' }];
    await provider.refresh();
    await provider.refresh();
    await provider.refresh();

    expect(mutations).toHaveLength(1);
    expect(sent).toBe(1);
  });

  it('sees a change after times without one, and after a fault', async () => {
    const { provider, git } = start(
      memoryGitRepositories({ 'platform/tenants/pay.yaml': file('pay') }),
    );
    await provider.refresh();
    await provider.refresh();
    live.items = [{ name: 'old', cluster: 'spoke-dev' }];
    await provider.refresh();
    expect(names()).toEqual(['old', 'pay']);

    live = { ...live, status: 503 };
    await provider.refresh();
    git.write({ 'platform/tenants/pay.yaml': undefined });
    await provider.refresh();
    expect(names()).toEqual(['old', 'pay']);

    live = {};
    await provider.refresh();
    expect(names()).toEqual([]);
  });

  it.each<[string, (git: ReturnType<typeof memoryGitRepositories>) => void]>([
    ['Git does not answer', git => git.setAway(true)],
    [
      'tenancy-backend does not answer',
      () => {
        live = { status: 503 };
      },
    ],
    [
      'tenancy-backend is older',
      () => {
        live = { isOld: true };
      },
    ],
    [
      'its cluster never answered',
      () => {
        live = { silent: ['spoke-dev'] };
      },
    ],
    [
      'its file can no longer be read',
      git => git.write({ 'platform/tenants/pay.yaml': 'kind: [' }),
    ],
  ])('removes nothing while %s', async (_, happen) => {
    const { provider, git } = start(
      memoryGitRepositories({ 'platform/tenants/pay.yaml': file('pay') }),
    );
    await provider.refresh();

    git.write({ 'platform/tenants/pay.yaml': undefined });
    happen(git);
    await provider.refresh();

    expect(names()).toEqual(['pay']);
  });

  it('removes nothing after a restart that it has not asked about', async () => {
    const first = start(
      memoryGitRepositories({ 'platform/tenants/pay.yaml': file('pay') }),
    );
    await first.provider.refresh();
    const entities = stored();
    mutations = [];
    const away = memoryGitRepositories();
    away.setAway(true);
    live = { silent: ['spoke-dev'] };

    const { provider } = start(away, { entities });
    await provider.refresh();
    expect(names()).toEqual(['pay']);
    expect(mutations).toEqual([]);

    away.setAway(false);
    live = {};
    await provider.refresh();
    expect(names()).toEqual([]);
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
      const { provider } = start(away, {
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

      expect(told()).toEqual([{ full: [] }]);
    },
  );

  describe('of many', () => {
    const many = Array.from({ length: 30 }, (_, i) => `team-${i + 10}`);
    const files = () =>
      memoryGitRepositories(
        Object.fromEntries(
          many.map(name => [`platform/tenants/${name}.yaml`, file(name)]),
        ),
      );

    it('writes all at the start, and then what changed alone', async () => {
      const { provider, git } = start(files());
      await provider.refresh();
      git.write({
        'platform/tenants/team-12.yaml': file('team-12', ['dev', 'prod']),
        'platform/tenants/team-99.yaml': file('team-99'),
        'platform/tenants/team-20.yaml': undefined,
      });
      await provider.refresh();

      expect(told()).toEqual([
        { full: many },
        { added: ['team-12', 'team-99'], removed: [] },
        { added: [], removed: ['resource:default/team-20'] },
      ]);
      expect(mutations.at(-1)).toMatchObject({
        removed: [{ locationKey: 'TenantEntityProvider' }],
      });
    });

    it('writes what the catalog did not take again', async () => {
      const { provider, git } = start(files());
      await provider.refresh();
      git.write({ 'platform/tenants/team-99.yaml': file('team-99') });
      provider.connect({
        applyMutation: async () => {
          throw new Error('locked');
        },
        refresh: async () => {},
      });
      await expect(provider.refresh()).rejects.toThrow('locked');
      provider.connect({ applyMutation: apply, refresh: async () => {} });
      await provider.refresh();

      expect(told().slice(1)).toEqual([{ added: ['team-99'], removed: [] }]);
    });

    it('writes all again from time to time, with what others have changed meanwhile', async () => {
      const began = performance.now();
      const now = jest.spyOn(performance, 'now');
      const { provider } = start(files());
      await provider.refresh();
      held.delete('team-15');
      now.mockReturnValue(began + 1_700_000);
      await provider.refresh();
      expect(names()).not.toContain('team-15');

      now.mockReturnValue(began + 1_900_000);
      await provider.refresh();

      expect(names()).toEqual(many);
      expect(told()).toEqual([{ full: many }, { full: many }]);
    });

    it('takes for what is there what another replica has written', async () => {
      await start(files()).provider.refresh();
      const entities = stored();
      mutations = [];
      live = { silent: ['spoke-dev'] };
      const { provider, git } = start(files(), { entities });
      await provider.refresh();
      expect(told()).toEqual([]);

      git.write({ 'platform/tenants/team-10.yaml': undefined });
      await provider.refresh();
      expect(told()).toEqual([]);

      // All is known now, so all is written once.
      live = {};
      await provider.refresh();
      expect(told()).toEqual([{ full: many.slice(1) }]);
    });

    it('goes on without a catalog that does not tell what it holds, except at first', async () => {
      const began = performance.now();
      const now = jest.spyOn(performance, 'now');
      const { provider, git, catalog } = start(files());
      const asked = jest.spyOn(catalog, 'streamEntities');
      const refuse = () => {
        throw new Error('away');
      };
      asked.mockImplementationOnce(refuse);
      await expect(provider.refresh()).rejects.toThrow('away');
      expect(told()).toEqual([]);
      await provider.refresh();

      now.mockReturnValue(began + 1_900_000);
      asked.mockImplementationOnce(refuse);
      git.write({ 'platform/tenants/team-99.yaml': file('team-99') });
      await provider.refresh();
      expect(names()).toEqual([...many, 'team-99']);
    });
  });

  it('keeps what lives in clusters alone when nobody answers for them any more', async () => {
    live.items = [{ name: 'old', cluster: 'spoke-dev' }];
    const { provider } = start(
      memoryGitRepositories({ 'platform/tenants/pay.yaml': file('pay') }),
    );
    await provider.refresh();
    live = { status: 404 };
    await provider.refresh();

    expect(names()).toEqual(['old', 'pay']);
  });

  it('removes nothing for a 404 of what stands before tenancy-backend', async () => {
    live.items = [{ name: 'pay', cluster: 'spoke-dev' }];
    const { provider, git } = start(
      memoryGitRepositories({ 'platform/tenants/pay.yaml': file('pay') }),
    );
    await provider.refresh();
    // Its request has gone, and its namespaces have not.
    git.write({ 'platform/tenants/pay.yaml': undefined });
    live = { status: 404 };
    await provider.refresh();

    expect(names()).toEqual(['pay']);
  });

  it('reads Git alone where tenancy-backend is not installed', async () => {
    live = { status: 404 };
    const { provider, git } = start(
      memoryGitRepositories({ 'platform/tenants/pay.yaml': file('pay') }),
    );
    await provider.refresh();
    git.write({ 'platform/tenants/pay.yaml': undefined });
    await provider.refresh();

    expect(names()).toEqual([]);
  });
});
