import type { FilterPredicate } from '@backstage/filter-predicates';
import {
  PLACE_ANNOTATIONS,
  TENANT_ANNOTATION,
  TENANT_RESOURCE_TYPE,
} from '@groundwork/backstage-plugin-tenancy-common';

/*
 * Predicates and not functions: adopters can change them in app-config, and they load no code.
 */

/** Entities that are tenants, or say whose they are. */
export const hasTenant: FilterPredicate = {
  $any: [
    { kind: 'resource', 'spec.type': TENANT_RESOURCE_TYPE },
    { [`metadata.annotations.${TENANT_ANNOTATION}`]: { $exists: true } },
  ],
};

/**
 * Entities of other plugins that say where they run, too. One annotation is enough to look; whether anything is shown decides the
 * backend.
 */
export const mayBeShown: FilterPredicate = {
  $any: [
    hasTenant,
    {
      $all: [
        { kind: { $in: ['Component', 'Resource', 'System', 'API'] } },
        {
          // TypeScript can't see of a key that is computed that it begins with no `$`.
          $any: PLACE_ANNOTATIONS.map(
            key =>
              ({
                [`metadata.annotations.${key}`]: { $exists: true },
              } as FilterPredicate),
          ),
        },
      ],
    },
  ],
};
