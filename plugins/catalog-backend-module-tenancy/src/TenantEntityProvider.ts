import type {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { DEFAULT_NAMESPACE, type Entity } from '@backstage/catalog-model';
import type {
  CatalogService,
  DeferredEntity,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import {
  type GitRepositories,
  letOthers,
} from '@groundwork/backstage-plugin-tenancy-node';
import type { Platform } from '@groundwork/engine';
import { type Changes, changesOf, merge } from './changesOf';
import { GitTenants, type InGit } from './GitTenants';
import { type Held, heldOf } from './Held';
import { heldEntities } from './heldEntities';
import { type Live, LiveTenants } from './LiveTenants';
import type { Tenant } from './Tenant';
import { tenantEntity } from './tenantEntity';

/** Milliseconds between two times that the catalog is asked what it holds. */
const LOOK_EVERY = 1_800_000;

/** Entities of one mutation, as each is one transaction of the catalog. */
const AT_ONCE = 500;

/**
 * Keeps the catalog's tenants in step with request files and live namespaces: what changed is written, and everything at
 * the start and every half an hour, compared with what the catalog holds.
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
  #held = new Map<string, Held>();
  /** When the catalog is asked again what it holds, by the process's own clock. */
  #lookAt = -Infinity;
  /** Whether all is to be written once all sources have answered. */
  #isFullOwed = false;
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
    const isDue = performance.now() >= this.#lookAt;
    if (isDue) {
      await this.#look();
      this.#isFullOwed = true;
    }
    const [git, live] = await Promise.all([
      this.#attempt('Git', () => this.#gitTenants.read()),
      this.#attempt('tenancy-backend', () => this.#liveTenants.read()),
    ]);
    const isAsBefore =
      git !== undefined && git === this.#made?.git && live === this.#made.live;
    if (isAsBefore && !isDue) {
      return;
    }
    this.#made = undefined;
    const changes = await changesOf({
      git,
      live,
      held: this.#held,
      entityOf: tenant => this.#entityOf(tenant),
    });
    // What the catalog could not make entities of is not among what it tells: a full mutation alone has it go.
    if (this.#isFullOwed && changes.isWhole && git && live) {
      await this.#replaceAll(connection, merge(live.tenants, git.tenants));
      this.#isFullOwed = false;
    } else {
      await this.#apply(connection, changes);
    }
    this.#made = git && live && { git, live };
  }

  /** Asks the catalog what it holds: another replica may have written since, or a person removed something. */
  async #look(): Promise<void> {
    let held;
    try {
      held = await heldEntities(this.#catalog, this.#auth, {
        platform: this.#platform,
        git: this.#git,
      });
    } catch (error) {
      // Before the first answer it is not known what may have to stay.
      if (this.#lookAt === -Infinity) {
        throw error;
      }
      this.#logger.debug(`The catalog does not tell what it holds: ${error}`);
      return;
    }
    this.#lookAt = performance.now() + LOOK_EVERY;
    for (const [name, before] of this.#held) {
      if (!held.has(name)) {
        // It may only not be made yet. Written again it does no harm, and nobody else may know that it is to go.
        held.set(name, { ...before, digest: '', madeOf: undefined });
      }
      await letOthers();
    }
    this.#held = held;
  }

  async #replaceAll(
    connection: EntityProviderConnection,
    tenants: readonly Tenant[],
  ): Promise<void> {
    const held = new Map<string, Held>();
    const entities: DeferredEntity[] = [];
    for (const tenant of tenants) {
      const entity = this.#entityOf(tenant);
      held.set(tenant.name, heldOf(entity, JSON.stringify(tenant)));
      entities.push({ entity, locationKey: this.getProviderName() });
      await letOthers();
    }
    await connection.applyMutation({ type: 'full', entities });
    this.#held = held;
    this.#logger.debug(`The catalog has ${entities.length} tenants`);
  }

  async #apply(
    connection: EntityProviderConnection,
    { put, gone }: Changes,
  ): Promise<void> {
    const locationKey = this.getProviderName();
    for (let from = 0; from < put.length; from += AT_ONCE) {
      const some = put.slice(from, from + AT_ONCE);
      await connection.applyMutation({
        type: 'delta',
        added: some.map(({ entity }) => ({ entity, locationKey })),
        removed: [],
      });
      some.forEach(({ entity, held }) =>
        this.#held.set(entity.metadata.name, held),
      );
    }
    for (let from = 0; from < gone.length; from += AT_ONCE) {
      const some = gone.slice(from, from + AT_ONCE);
      await connection.applyMutation({
        type: 'delta',
        added: [],
        removed: some.map(name => ({
          entityRef: `resource:${DEFAULT_NAMESPACE}/${name}`,
          locationKey,
        })),
      });
      some.forEach(name => this.#held.delete(name));
    }
    if (put.length + gone.length > 0) {
      this.#logger.debug(
        `Of tenants in the catalog ${put.length} were written and ${gone.length} removed`,
      );
    }
  }

  #entityOf(tenant: Tenant): Entity {
    return tenantEntity(tenant, { platform: this.#platform, git: this.#git });
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
  /** Whether tenancy-backend is known to run in another backend. */
  isElsewhere?: boolean;
}
