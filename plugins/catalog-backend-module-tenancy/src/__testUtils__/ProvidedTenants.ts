import { mockServices } from '@backstage/backend-test-utils';
import { type Entity, parseEntityRef } from '@backstage/catalog-model';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { memoryGitRepositories } from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import { parsePlatform } from '@groundwork/engine';
import { http, HttpResponse } from 'msw';
import type { SetupServer } from 'msw/node';
import { TenantEntityProvider } from '../TenantEntityProvider';

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

export const file = (name: string, environments = ['dev']) => `
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

/** What tells of tenants, and the catalog that they are provided to. */
export class ProvidedTenants {
  readonly #server: SetupServer;
  live: Live = {};
  mutations: EntityProviderMutation[] = [];
  /** What the catalog holds, by name. */
  readonly held = new Map<string, Entity>();
  /** How many lists were sent. */
  sent = 0;

  constructor(server: SetupServer) {
    this.#server = server;
  }

  /** A provider, of these requests, for a catalog with these entities. */
  start(git = memoryGitRepositories(), options: { entities?: Entity[] } = {}) {
    this.#server.use(
      http.get('*/api/tenancy/tenants', ({ request }) => {
        if (new URL(request.url).search !== '?view=places') {
          return new HttpResponse(null, { status: 400 });
        }
        if (this.live.status) {
          return new HttpResponse(null, { status: this.live.status });
        }
        const etag = `W/"${JSON.stringify(this.live)}"`;
        if (request.headers.get('if-none-match') === etag) {
          return new HttpResponse(null, { status: 304 });
        }
        this.sent += 1;
        return HttpResponse.json(
          {
            items: (this.live.items ?? []).map(({ name, cluster }) => ({
              name,
              environments: [{ name: 'dev', cluster, namespace: name }],
            })),
            ...(this.live.isOld
              ? { sources: [] }
              : { silentClusters: this.live.silent ?? [] }),
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
    provider.connect({ applyMutation: this.apply, refresh: async () => {} });
    return { provider, git, catalog };
  }

  /** As the catalog does it. */
  readonly apply = async (mutation: EntityProviderMutation) => {
    this.mutations.push(mutation);
    if (mutation.type === 'full') {
      this.held.clear();
    } else {
      for (const each of mutation.removed) {
        this.held.delete(
          'entity' in each
            ? each.entity.metadata.name
            : parseEntityRef(each.entityRef).name,
        );
      }
    }
    const put = mutation.type === 'full' ? mutation.entities : mutation.added;
    for (const { entity } of put) {
      this.held.set(entity.metadata.name, entity);
    }
  };

  /** What each mutation said, in short. */
  readonly told = () =>
    this.mutations.map(mutation =>
      mutation.type === 'full'
        ? { full: mutation.entities.map(({ entity }) => entity.metadata.name) }
        : {
            added: mutation.added.map(({ entity }) => entity.metadata.name),
            removed: mutation.removed.map(each =>
              'entityRef' in each ? each.entityRef : each.entity.metadata.name,
            ),
          },
    );

  readonly names = () => [...this.held.keys()].sort();

  /** As the catalog gives back what was provided. */
  readonly stored = () =>
    [...this.held.values()].map(entity => ({
      ...entity,
      metadata: { ...entity.metadata, uid: 'u', etag: 'e' },
    }));
}
