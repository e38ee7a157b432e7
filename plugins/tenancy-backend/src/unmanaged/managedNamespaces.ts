import {
  lastValue,
  labelKeysOf,
  type Platform,
  type Snapshot,
} from '@groundwork/engine';
import type { TenantDirectory } from '../tenants/TenantDirectory';

/**
 * Tells of a namespace whether it is a tenant's, shall be one's, or may be: where namespaces of the platform's clusters were never
 * read, each may be. Tenants are looked at as such, by their owners alone.
 */
export function managedNamespaces(options: {
  platform: Platform;
  snapshot: Snapshot;
  directory: TenantDirectory;
}): (cluster: string, namespace: string) => boolean {
  const { platform, snapshot, directory } = options;
  const label = labelKeysOf(platform.prefix).tenant;
  const clusters = new Set(
    platform.environments.flatMap(({ cluster, argocd }) => [
      cluster,
      argocd.cluster,
    ]),
  );
  let seen: readonly unknown[] | undefined;
  let asked = new Set<string>();

  return (cluster, name) => {
    if (!clusters.has(cluster)) {
      return false;
    }
    if (!directory.knowsNamespaces(cluster)) {
      return true;
    }
    const [namespace] =
      lastValue(
        snapshot.list({ cluster, group: '', kind: 'Namespace', name }),
      ) ?? [];
    const labels = namespace?.metadata.labels ?? {};
    return (
      directory.tenantOfNamespace(cluster, name) !== undefined ||
      Object.hasOwn(labels, label) ||
      requested().has(`${cluster}/${name}`)
    );
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
