import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import type { TenantEntry } from '../tenants/TenantDirectory';
import type { Viewer } from './Viewer';

type Owner = Pick<Viewer, 'isAdmin' | 'isRestricted' | 'claims'>;

/** Nobody but the platform's admins, and tokens, owns a tenant without an owner, or with two. */
export function owns(
  viewer: Owner,
  { owner }: Pick<TenantEntry, 'owner'>,
): boolean {
  return ownsAll(viewer) || (owner !== undefined && viewer.claims.has(owner));
}

function ownsAll({ isAdmin, isRestricted }: Owner): boolean {
  return isAdmin || isRestricted === true;
}

/** The tenants that somebody owns, found without a look at thousands that they do not. */
export class OwnedTenants {
  #known:
    | { all: readonly TenantEntry[]; byOwner: Map<string, TenantEntry[]> }
    | undefined;

  /** In the order of `all`, which is that of their names; admins own all. While `all` is the same list, it is sorted once. */
  async by(
    viewer: Owner,
    all: readonly TenantEntry[],
  ): Promise<readonly TenantEntry[]> {
    if (ownsAll(viewer)) {
      return all;
    }
    const byOwner = await this.#byOwner(all);
    return [...viewer.claims]
      .flatMap(claim => byOwner.get(claim) ?? [])
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async #byOwner(
    all: readonly TenantEntry[],
  ): Promise<ReadonlyMap<string, readonly TenantEntry[]>> {
    if (this.#known?.all === all) {
      return this.#known.byOwner;
    }
    const byOwner = new Map<string, TenantEntry[]>();
    for (const tenant of all) {
      if (tenant.owner !== undefined) {
        const own = byOwner.get(tenant.owner) ?? [];
        own.push(tenant);
        byOwner.set(tenant.owner, own);
      }
      await letOthers();
    }
    this.#known = { all, byOwner };
    return byOwner;
  }
}
