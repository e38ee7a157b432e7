import type { ObjectRef } from '@groundwork/engine';
import type { TenantDirectory, TenantEntry } from '../tenants/TenantDirectory';

/** Tells of an object whether it stands where a caller who may read these tenants may not look. */
export function foreignTo(
  {
    directory,
  }: {
    directory: Pick<TenantDirectory, 'tenantOfNamespace' | 'knowsNamespaces'>;
  },
  tenant: TenantEntry,
  readable: ReadonlySet<string>,
): (ref: ObjectRef) => boolean {
  return ({ cluster, namespace }) => {
    const owner = directory.tenantOfNamespace(cluster, namespace ?? '');
    if (owner !== undefined) {
      return !readable.has(owner);
    }
    // Whose a namespace is that nobody could read is not known, so it counts as another team's.
    return (
      namespace !== undefined &&
      !directory.knowsNamespaces(cluster) &&
      !tenant.environments.some(
        each => each.cluster === cluster && each.namespace === namespace,
      )
    );
  };
}
