import type { Entity } from '@backstage/catalog-model';
import type { Tenancy } from '../Tenancy';
import { tenantCandidates } from '../tenants/tenantCandidates';
import type { Look } from './createLook';
import { managedNamespaces } from './managedNamespaces';
import { ownersOfEntity } from './ownersOfEntity';

/** What is looked at as tenants' beside the rest: namespaces, and entities whose owners see the cards of their tenant. */
export function managed(
  context: Pick<Tenancy, 'platform' | 'snapshot' | 'directory'>,
): Pick<Look, 'isManaged' | 'isTenants'> {
  return {
    isManaged: managedNamespaces(context),
    isTenants(entity: Entity) {
      const owners = ownersOfEntity(entity);
      return tenantCandidates(entity, context).some(name =>
        owners.includes(context.directory.get(name)?.owner ?? ''),
      );
    },
  };
}
