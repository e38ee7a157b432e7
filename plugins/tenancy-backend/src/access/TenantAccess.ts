import type {
  AuthService,
  BackstageCredentials,
  BackstageUserInfo,
  PermissionsRegistryService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import {
  tenantActPermission,
  tenantUpdatePermission,
} from '@groundwork/backstage-plugin-tenancy-common';
import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import type { Platform } from '@groundwork/engine';
import type {
  TenantDirectory,
  TenantEntry,
  Tenants,
} from '../tenants/TenantDirectory';
import { OwnedTenants, owns } from './OwnedTenants';
import { ShortMemory } from './ShortMemory';
import { isDenied, REMEMBERED, TenantPolicy } from './TenantPolicy';
import { type Viewer, viewerOf } from './Viewer';

/** People whose tenants are known; each may see thousands. */
const MOST_FOUND = 50;

const READ_DENIED =
  'The permission policy denies you tenancy.tenant.read, so no tenant is shown to you. Who keeps the policy can allow that';

/**
 * Who may see and change which tenant. Two things must agree: the built-in check, that the caller owns the tenant or runs the
 * platform, and the permission policy, which may narrow that and never widen it.
 */
export class TenantAccess {
  readonly #auth: AuthService;
  readonly #userInfo: UserInfoService;
  readonly #policy: TenantPolicy;
  readonly #platform: Pick<Platform, 'admins'>;
  readonly #directory: Tenants & Pick<TenantDirectory, 'allInTurns'>;
  readonly #users = new ShortMemory<BackstageUserInfo>(REMEMBERED);
  readonly #owned = new OwnedTenants();
  readonly #found = new Map<string, Mine>();

  constructor(options: {
    auth: AuthService;
    userInfo: UserInfoService;
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
    platform: Pick<Platform, 'admins'>;
    directory: Tenants & Pick<TenantDirectory, 'allInTurns'>;
  }) {
    this.#auth = options.auth;
    this.#userInfo = options.userInfo;
    this.#policy = new TenantPolicy(options);
    this.#platform = options.platform;
    this.#directory = options.directory;
  }

  /** Who asks. Nobody runs the platform whom the permission policy lets read no tenant: admins see what is all tenants'. */
  async viewer(credentials: BackstageCredentials): Promise<Viewer> {
    const viewer = await this.#viewerOf(credentials);
    const isKept = viewer.isAdmin && (await this.isDeniedRead(viewer));
    return isKept ? { ...viewer, isAdmin: false } : viewer;
  }

  #viewerOf(credentials: BackstageCredentials): Promise<Viewer> {
    return viewerOf(credentials, {
      auth: this.#auth,
      userInfo: {
        getUserInfo: asked =>
          this.#auth.isPrincipal(asked, 'user')
            ? this.#users.get(asked.principal.userEntityRef, () =>
                this.#userInfo.getUserInfo(asked),
              )
            : this.#userInfo.getUserInfo(asked),
      },
      platform: this.#platform,
    });
  }

  /** Whether the permission policy lets the viewer see something that is owned as a tenant is. It widens nothing. */
  async allowsRead(viewer: Viewer, entry: TenantEntry): Promise<boolean> {
    const { read } = await this.#policy.shown(viewer);
    return this.#policy.judge(read)(entry);
  }

  /** Whether the permission policy keeps everything from the viewer, whatever they own: then that they see nothing is no "none". */
  async isDeniedRead(viewer: Viewer): Promise<boolean> {
    return isDenied((await this.#policy.shown(viewer)).read);
  }

  /**
   * Refuses whom the permission policy shows nothing, where "none" would be taken for an answer.
   *
   * @throws NotAllowedError
   */
  async assertReads(viewer: Viewer): Promise<void> {
    if (await this.isDeniedRead(viewer)) {
      throw new NotAllowedError(READ_DENIED);
    }
  }

  /** The names of the permissions that the policy denies the viewer for every tenant, whatever they own. */
  async denied(viewer: Viewer): Promise<string[]> {
    return this.#policy.denied(viewer);
  }

  /** The tenants that the viewer may see. */
  async readable(viewer: Viewer): Promise<readonly TenantEntry[]> {
    return (await this.#mine(viewer)).tenants;
  }

  /** The names of the tenants that the viewer may see. */
  async readableNames(viewer: Viewer): Promise<ReadonlySet<string>> {
    return (await this.#mine(viewer)).names;
  }

  /** Of thousands of tenants, found once for each person until a tenant, the decision or what they own by is another. */
  async #mine(viewer: Viewer): Promise<Mine> {
    const decision = (await this.#policy.shown(viewer)).read;
    // It is asked for anew every few seconds, and mostly the same.
    const decided = JSON.stringify(decision);
    const all = await this.#directory.allInTurns();
    const claims = JSON.stringify([...viewer.claims].sort());
    const known = viewer.user ? this.#found.get(viewer.user) : undefined;
    if (
      known &&
      known.all === all &&
      known.decided === decided &&
      known.claims === claims &&
      known.isAdmin === viewer.isAdmin
    ) {
      return known;
    }
    const allows = this.#policy.judge(decision);
    const tenants: TenantEntry[] = [];
    for (const tenant of await this.#owned.by(viewer, all)) {
      if (allows(tenant)) {
        tenants.push(tenant);
      }
      await letOthers();
    }
    const names = new Set(tenants.map(({ name }) => name));
    const { isAdmin } = viewer;
    const mine = { all, decided, claims, isAdmin, tenants, names };
    if (viewer.user) {
      this.#found.delete(viewer.user);
      this.#found.set(viewer.user, mine);
      const [oldest] = this.#found.keys();
      if (this.#found.size > MOST_FOUND) {
        this.#found.delete(oldest);
      }
    }
    return mine;
  }

  /**
   * A tenant that the viewer may see.
   *
   * @throws NotFoundError, the same whether there is no such tenant or it is not theirs;
   * ServiceUnavailableError instead while there are sources that were never read
   */
  async read(viewer: Viewer, name: string): Promise<TenantEntry> {
    const { read } = await this.#policy.shown(viewer);
    if (isDenied(read)) {
      // As of every other name, so it does not tell whether there is such a tenant.
      throw new NotFoundError(READ_DENIED);
    }
    const tenant = this.#directory.get(name);
    const allows = this.#policy.judge(read);
    if (!tenant || !owns(viewer, tenant) || !allows(tenant)) {
      this.assertAllRead();
      throw new NotFoundError(
        `Tenant ${name} not found, or not owned by one of your teams. Ask its owner or the platform team`,
      );
    }
    return tenant;
  }

  /**
   * A tenant that the viewer may change, as `tenants` know it: those of the commit that is written on.
   *
   * @throws NotAllowedError, the same whether there is no such tenant or it is not theirs;
   * ServiceUnavailableError while it is not known whose it is; ConflictError if its request file is broken
   */
  async update(
    viewer: Viewer,
    name: string,
    tenants: Tenants,
  ): Promise<TenantEntry> {
    const decision = await this.#policy.decide(viewer, tenantUpdatePermission);
    return this.#updated(viewer, name, tenants, decision);
  }

  #updated(
    viewer: Viewer,
    name: string,
    tenants: Tenants,
    decision: PolicyDecision,
  ): TenantEntry {
    const tenant = tenants.get(name);
    const allows = this.#policy.judge(decision);
    if (!tenant || !owns(viewer, tenant) || !allows(tenant)) {
      this.assertAllRead(tenants);
      throw new NotAllowedError(
        `Tenant ${name} not found, or not owned by one of your teams. Only its owner and the platform team can change it`,
      );
    }
    if (!viewer.isAdmin && tenant.isUnreadable) {
      throw new ConflictError(
        `The request file of tenant ${name} is invalid, so its owner is not known. The platform team can fix it in Git`,
      );
    }
    if (!viewer.isAdmin && !tenant.request) {
      // Namespaces say whose it is, and one that was not read may contradict them.
      this.assertAllRead(tenants);
    }
    return tenant;
  }

  /** Whether the viewer may change a tenant, for who shows it: as far as is known now, and as was decided seconds ago. */
  async mayUpdate(viewer: Viewer, name: string): Promise<boolean> {
    const { update } = await this.#policy.shown(viewer);
    try {
      this.#updated(viewer, name, this.#directory, update);
      return true;
    } catch {
      // Why not says the change itself, when somebody tries it.
      return false;
    }
  }

  /**
   * A tenant on which the viewer may act. Plugins may not: who acts is a person, and is named.
   *
   * @throws NotFoundError as `read`; NotAllowedError if they see it and may not act; ServiceUnavailableError while it is not
   * known whose it is
   */
  async act(viewer: Viewer, name: string): Promise<TenantEntry> {
    const tenant = await this.read(viewer, name);
    const decision = await this.#policy.decide(viewer, tenantActPermission);
    const reason = this.#whyNotAct(viewer, tenant, decision);
    if (reason) {
      throw new NotAllowedError(reason);
    }
    if (!viewer.isAdmin && !tenant.request) {
      // As for changes: namespaces say whose it is, and one that was not read may contradict them.
      this.assertAllRead();
    }
    return tenant;
  }

  /** Why the viewer may not act on a tenant that they see, for who shows it, as `mayUpdate`; undefined where they may. */
  async whyNotAct(
    viewer: Viewer,
    tenant: TenantEntry,
  ): Promise<string | undefined> {
    const { act } = await this.#policy.shown(viewer);
    return this.#whyNotAct(viewer, tenant, act);
  }

  #whyNotAct(
    viewer: Viewer,
    tenant: TenantEntry,
    decision: PolicyDecision,
  ): string | undefined {
    if (viewer.user === undefined) {
      return 'Plugins do not act on tenants: a person does, who is named.';
    }
    if (!owns(viewer, tenant) || !this.#policy.judge(decision)(tenant)) {
      return 'You may not act on this tenant. Its owner and the platform team can, where the permission policy lets them (tenancy.tenant.act).';
    }
    if (!viewer.isAdmin && tenant.isUnreadable) {
      return 'The request file of the tenant is invalid, so its owner is not known. The platform team can fix it in Git.';
    }
    return undefined;
  }

  /**
   * Refuses to take what was never read for what is not there.
   *
   * @throws ServiceUnavailableError that names what was not read
   */
  assertAllRead(
    tenants: Tenants = this.#directory,
    environments: readonly string[] = [],
  ): void {
    const unread = tenants.unread(environments);
    if (unread.length > 0) {
      throw new ServiceUnavailableError(
        `Not read yet: ${unread.join(
          ', ',
        )}. Until then it is not known which tenants exist and who owns them. Try again in a moment, or ask the platform team`,
      );
    }
  }

  /**
   * Refuses who may not ask for new tenants.
   *
   * @throws NotAllowedError
   */
  async assertCreate(viewer: Viewer): Promise<void> {
    if (await this.#policy.refusesCreate(viewer)) {
      throw new NotAllowedError(
        'You are not allowed to request new tenants. Ask the platform team for the permission tenancy.tenant.create',
      );
    }
  }

  /**
   * Refuses who does not run the platform.
   *
   * @throws NotAllowedError
   */
  assertAdmin(viewer: Viewer): void {
    if (!viewer.isAdmin) {
      throw new NotAllowedError(
        'This is for platform admins only (tenancy.admins in app-config), and where the permission policy lets them read tenants (tenancy.tenant.read)',
      );
    }
  }
}

/** The tenants that somebody may see, with what that was found from. */
interface Mine {
  all: readonly TenantEntry[];
  /** The decision of the policy, as text. */
  decided: string;
  claims: string;
  isAdmin: boolean;
  tenants: readonly TenantEntry[];
  names: ReadonlySet<string>;
}
