import type { Entity } from '@backstage/catalog-model';
import { filterPredicateToFilterFunction } from '@backstage/filter-predicates';
import { mayBeShown } from './predicates';

/**
 * Whether the cards may have something to show on an entity: it is a tenant or says whose it is, or has annotations of other plugins
 * that say where it runs. For `EntitySwitch` of the old frontend system.
 *
 * @public
 */
export function isTenancyAvailable(entity: Entity): boolean {
  return filterPredicateToFilterFunction(mayBeShown)(entity);
}
