import type { Entity } from '@backstage/catalog-model';
import type { Tenancy } from '../Tenancy';
import { meantTenant } from '../tenants/meantTenant';
import type { Look } from './createLook';
import { managedNamespaces } from './managedNamespaces';
import { ownersOfEntity } from './ownersOfEntity';

/** What is looked at as tenants' beside the rest: namespaces, and entities whose owners see the cards of their tenant. */
export function managed(
  context: Pick<Tenancy, 'platform' | 'snapshot' | 'directory'>,
): Pick<Look, 'isManaged' | 'isTenants'> {
  return {
    isManaged: managedNamespaces(context),
    async isTenants(entity: Entity) {
      const owners = ownersOfEntity(entity);
      const all = await context.directory.allInTurns();
      const own = all.filter(({ owner = '' }) => owners.includes(owner));
      return (await meantTenant(entity, context, own)) !== undefined;
    },
  };
}
