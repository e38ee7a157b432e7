import { labelKeysOf, type Platform } from '@groundwork/engine';
import type { TenantDirectory } from '../tenants/TenantDirectory';
import type { IsManaged } from './Scopes';

/**
 * Tells of a namespace whether it is a tenant's or shall be one's: where namespaces of the platform's clusters were never read, each
 * may be. Tenants are looked at as such, by their owners alone.
 */
export function managedNamespaces(options: {
  platform: Platform;
  directory: TenantDirectory;
}): IsManaged {
  const { platform, directory } = options;
  const label = labelKeysOf(platform.prefix).tenant;
  const clusters = new Set(platform.environments.map(each => each.cluster));
  let seen: readonly unknown[] | undefined;
  let asked = new Set<string>();

  return (cluster, name, namespace) => {
    // The same cluster may be read under another name, too.
    if (Object.hasOwn(namespace?.metadata.labels ?? {}, label)) {
      return true;
    }
    if (!clusters.has(cluster)) {
      return false;
    }
    if (
      directory.tenantOfNamespace(cluster, name) !== undefined ||
      requested().has(`${cluster}/${name}`)
    ) {
      return true;
    }
    return directory.knowsNamespaces(cluster) ? false : 'maybe';
  };

  /** Namespaces that requests ask for, also those that are not there yet. */
  function requested(): ReadonlySet<string> {
    const all = directory.all();
    if (all !== seen) {
      seen = all;
      asked = new Set(
        all.flatMap(({ environments }) =>
          environments.map(each => `${each.cluster}/${each.namespace}`),
        ),
      );
    }
    return asked;
  }
}
