import type {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import type {
  CatalogService,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import {
  type GitRepositories,
  letOthers,
} from '@groundwork/backstage-plugin-tenancy-node';
import type { Platform } from '@groundwork/engine';
import { createHash } from 'node:crypto';
import { GitTenants, type InGit } from './GitTenants';
import { type Live, LiveTenants } from './LiveTenants';
import { presentEntities } from './presentEntities';
import type { Tenant } from './Tenant';
import { CLUSTERS_ANNOTATION, tenantEntity } from './tenantEntity';

/**
 * Keeps the catalog's tenants in step with request files and live namespaces.
 * A tenant goes only when every source that may know it has answered without it.
 *
 * @public
 */
export class TenantEntityProvider implements EntityProvider {
  readonly #platform: Platform;
  readonly #git: GitRepositories;
  readonly #gitTenants: GitTenants;
  readonly #liveTenants: LiveTenants;
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #logger: LoggerService;
  #connection: EntityProviderConnection | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  /** What the catalog holds of ours, by name. */
  #present: Map<string, Entity> | undefined;
  /** Of what was last written. */
  #written = '';
  /** What that was made of. */
  #made: { git: InGit; live: Live } | undefined;

  private constructor(options: TenantEntityProviderOptions) {
    this.#platform = options.platform;
    this.#git = options.git;
    this.#gitTenants = new GitTenants(options);
    this.#liveTenants = new LiveTenants(options);
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#logger = options.logger;
  }

  /** Makes a provider that does nothing until it is connected and refreshed. */
  static create(options: TenantEntityProviderOptions): TenantEntityProvider {
    return new TenantEntityProvider(options);
  }

  getProviderName(): string {
    return 'TenantEntityProvider';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
  }

  /** Reads the sources and brings the catalog up to date. A call during another one leads to one more afterwards. */
  async refresh(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      await this.#running;
      return;
    }
    this.#running = this.#refreshUntilDone().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  async #refreshUntilDone(): Promise<void> {
    do {
      this.#again = false;
      await this.#refreshOnce();
    } while (this.#again);
  }

  async #refreshOnce(): Promise<void> {
    const connection = this.#connection;
    if (!connection) {
      return;
    }
    this.#present ??= await presentEntities(this.#catalog, this.#auth, {
      platform: this.#platform,
      git: this.#git,
    });
    const present = this.#present;
    const [git, live] = await Promise.all([
      this.#attempt('Git', () => this.#gitTenants.read()),
      this.#attempt('tenancy-backend', () => this.#liveTenants.read()),
    ]);
    if (
      git !== undefined &&
      git === this.#made?.git &&
      live === this.#made.live
    ) {
      return;
    }
    this.#made = undefined;
    const next = new Map<string, Entity>();
    for (const tenant of merge(live?.tenants ?? [], git?.tenants ?? [])) {
      next.set(
        tenant.name,
        tenantEntity(tenant, { platform: this.#platform, git: this.#git }),
      );
      await letOthers();
    }
    for (const [name, entity] of present) {
      const kept =
        !git ||
        !live ||
        git.unreadable.includes(name) ||
        // Without tenancy-backend nobody can say that its namespaces are gone.
        (!live.isInstalled && isOfNamespaces(entity)) ||
        clustersOf(entity).some(each => live.silentClusters.includes(each));
      // Git knows more of a tenant than its namespaces do: without Git what is there is better.
      if (kept && (!next.has(name) || !git)) {
        next.set(name, entity);
      }
    }
    await this.#write(connection, next);
    this.#made = git && live && { git, live };
  }

  async #write(
    connection: EntityProviderConnection,
    next: Map<string, Entity>,
  ): Promise<void> {
    const entities = [...next.values()].sort((a, b) =>
      a.metadata.name < b.metadata.name ? -1 : 1,
    );
    const written = createHash('sha256');
    for (const entity of entities) {
      written.update(JSON.stringify(entity));
      await letOthers();
    }
    const hash = written.digest('hex');
    if (hash === this.#written) {
      return;
    }
    await connection.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({
        entity,
        locationKey: this.getProviderName(),
      })),
    });
    this.#present = next;
    this.#written = hash;
    this.#logger.debug(`The catalog has ${entities.length} tenants`);
  }

  async #attempt<T>(
    source: string,
    read: () => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      this.#logger.warn(
        `${source} does not answer, so its tenants stay in the catalog as they were last known: ${error}`,
      );
      return undefined;
    }
  }
}

/**
 * What a {@link TenantEntityProvider} works with.
 *
 * @public
 */
export interface TenantEntityProviderOptions {
  platform: Platform;
  git: GitRepositories;
  auth: AuthService;
  discovery: DiscoveryService;
  catalog: CatalogService;
  logger: LoggerService;
}

/** The request file says more, and comes first: it is the truth. */
function merge(live: readonly Tenant[], git: readonly Tenant[]): Tenant[] {
  const tenants = new Map(live.map(tenant => [tenant.name, tenant]));
  for (const tenant of git) {
    tenants.set(tenant.name, { ...tenants.get(tenant.name), ...tenant });
  }
  return [...tenants.values()];
}

/** Whether no request file is known of a tenant. */
function isOfNamespaces({ metadata }: Entity): boolean {
  return !!metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION]?.startsWith(
    'kubernetes:',
  );
}

function clustersOf({ metadata }: Entity): string[] {
  return (metadata.annotations?.[CLUSTERS_ANNOTATION] ?? '')
    .split(',')
    .filter(cluster => cluster !== '');
}
