import type { Entity } from '@backstage/catalog-model';
import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import type { InGit } from './GitTenants';
import { type Held, heldOf } from './Held';
import type { Live } from './LiveTenants';
import type { Tenant } from './Tenant';

/** How the catalog differs from what the sources say. */
export interface Changes {
  /** To be added or put in the place of what is there. */
  put: Array<{ entity: Entity; held: Held }>;
  /** Names of those that no source knows any more, all of them having answered. */
  gone: readonly string[];
  /** Whether the sources say all there is to say, so that what they do not know is nowhere. */
  isWhole: boolean;
}

/**
 * Compares what the sources say with what the catalog holds. A tenant goes only when every source that may know it has
 * answered without it; a source that did not answer is `undefined`.
 */
export async function changesOf(options: {
  git: InGit | undefined;
  live: Live | undefined;
  held: ReadonlyMap<string, Held>;
  entityOf: (tenant: Tenant) => Entity;
}): Promise<Changes> {
  const { git, live, held, entityOf } = options;
  const put: Changes['put'] = [];
  const known = new Set<string>();
  for (const tenant of merge(live?.tenants ?? [], git?.tenants ?? [])) {
    known.add(tenant.name);
    const before = held.get(tenant.name);
    const madeOf = JSON.stringify(tenant);
    // Git knows more of a tenant than its namespaces do: without Git what is there is better.
    if (before?.madeOf !== madeOf && (git || !before)) {
      const entity = entityOf(tenant);
      const now = heldOf(entity, madeOf);
      if (now.digest !== before?.digest) {
        put.push({ entity, held: now });
      }
    }
    await letOthers();
  }
  const unreadable = new Set(git?.unreadable);
  const silent = new Set(live?.silentClusters);
  const gone: string[] = [];
  let isWhole = !!git && !!live && unreadable.size === 0 && silent.size === 0;
  for (const [name, { clusters, isOfNamespaces }] of held) {
    if (!known.has(name)) {
      const mayBe =
        !git ||
        !live ||
        unreadable.has(name) ||
        // Without tenancy-backend nobody can say that its namespaces are gone.
        (!live.isInstalled && isOfNamespaces) ||
        clusters.some(each => silent.has(each));
      if (mayBe) {
        isWhole = false;
      } else {
        gone.push(name);
      }
    }
  }
  return { put, gone, isWhole };
}

/** The request file says more, and comes first: it is the truth. */
export function merge(
  live: readonly Tenant[],
  git: readonly Tenant[],
): Tenant[] {
  const tenants = new Map(live.map(tenant => [tenant.name, tenant]));
  for (const tenant of git) {
    tenants.set(tenant.name, { ...tenants.get(tenant.name), ...tenant });
  }
  return [...tenants.values()];
}
