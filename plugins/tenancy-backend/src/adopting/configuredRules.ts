import type { OwnerRule, Platform } from '@groundwork/engine';
import type { UnmanagedOptions } from '../unmanaged/readUnmanaged';

/**
 * The mapping of `tenancy.unmanaged.owners` as rules to begin with: whom the platform team named there already. Users own no tenants.
 */
export function configuredRules(
  unmanaged: Pick<UnmanagedOptions, 'owners'> | undefined,
  { environments }: Pick<Platform, 'environments'>,
): OwnerRule[] {
  return (unmanaged?.owners ?? [])
    .filter(({ owner }) => owner.startsWith('group:'))
    .flatMap(({ owner, namespaces, clusters }) =>
      namespaces.flatMap((namespace): OwnerRule[] =>
        clusters
          ? environments
              .filter(({ cluster }) => clusters.includes(cluster))
              .map(({ name }) => ({ namespace, environment: name, owner }))
          : [{ namespace, owner }],
      ),
    );
}
