import type {
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type Permission,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import {
  tenancyUsePermission,
  tenantActPermission,
  tenantCreatePermission,
  tenantReadPermission,
  tenantUpdatePermission,
} from '@groundwork/backstage-plugin-tenancy-common';
import { tenantResourceRef } from '@groundwork/backstage-plugin-tenancy-node';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { ShortMemory } from './ShortMemory';
import type { Viewer } from './Viewer';

/** How long what may be seen is taken for what may be seen still. What is to be changed is asked for anew each time. */
export const REMEMBERED = { milliseconds: 5_000, most: 5_000 };

/** What the permission policy says of each of the permissions over tenants. */
interface Decisions {
  read: PolicyDecision;
  update: PolicyDecision;
  act: PolicyDecision;
}

/** What the portal's permission policy says of tenants. */
export class TenantPolicy {
  readonly #permissions: PermissionsService;
  readonly #registry: PermissionsRegistryService;
  readonly #decisions = new ShortMemory<Decisions>(REMEMBERED);

  constructor(options: {
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
  }) {
    this.#permissions = options.permissions;
    this.#registry = options.permissionsRegistry;
  }

  /** What pages show rests on, asked for in one question and remembered for a while. */
  async shown(viewer: Viewer): Promise<Decisions> {
    const ask = async () => {
      const [read, update, act] = await this.#permissions.authorizeConditional(
        [
          { permission: tenantReadPermission },
          { permission: tenantUpdatePermission },
          { permission: tenantActPermission },
        ],
        { credentials: viewer.credentials },
      );
      return { read, update, act };
    };
    // Plugins are no persons whom a key could tell apart, and are asked for without a policy.
    return viewer.user ? this.#decisions.get(viewer.user, ask) : ask();
  }

  /** Asked for anew. */
  async decide(
    { credentials }: Viewer,
    permission: ResourcePermission,
  ): Promise<PolicyDecision> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    return decision;
  }

  /** The names of the permissions that the viewer is denied for every tenant. */
  async denied(viewer: Viewer): Promise<string[]> {
    const [{ read, update, act }, [create, use]] = await Promise.all([
      this.shown(viewer),
      this.#permissions.authorize(
        [
          { permission: tenantCreatePermission },
          { permission: tenancyUsePermission },
        ],
        { credentials: viewer.credentials },
      ),
    ]);
    const decided: Array<[Permission, { result: AuthorizeResult }]> = [
      [tenantReadPermission, read],
      [tenantUpdatePermission, update],
      [tenantActPermission, act],
      [tenantCreatePermission, create],
      [tenancyUsePermission, use],
    ];
    return decided
      .filter(([, decision]) => isDenied(decision))
      .map(([{ name }]) => name);
  }

  async refusesCreate({ credentials }: Viewer): Promise<boolean> {
    const [decision] = await this.#permissions.authorize(
      [{ permission: tenantCreatePermission }],
      { credentials },
    );
    return decision.result !== AuthorizeResult.ALLOW;
  }

  judge(decision: PolicyDecision): (tenant: TenantEntry) => boolean {
    const authorize = createConditionAuthorizer(
      this.#registry.getPermissionRuleset(tenantResourceRef),
    );
    return tenant => authorize(decision, tenant);
  }
}

/** Whether a decision holds for every tenant, whatever it is. */
export function isDenied({ result }: { result: AuthorizeResult }): boolean {
  return result === AuthorizeResult.DENY;
}
