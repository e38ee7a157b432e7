import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { TENANT_RESOURCE_TYPE } from '@groundwork/backstage-plugin-tenancy-common';
import { claimsOf, isAdmin } from './Caller';
import type { Decide } from './Decide';

const ENTITY = 'catalog-entity';

/** Annotation of templates that only the platform's admins may run, so that nobody else is offered them. */
const OFFERED_TO = 'tenancy.groundwork.dev/offered-to';

/**
 * Tenants in the catalog, and with it in search, are seen by their owners and the platform's admins; templates that only
 * the admins may run, by these.
 * All other entities are left to what comes next, as far as one decision can: for everybody else this answers with
 * everything but foreign tenants and such templates.
 *
 * @param options - `admins`: entity references, as in `tenancy.admins`
 * @public
 */
export function decideOnTenantEntities({
  admins,
}: {
  admins: readonly string[];
}): Decide {
  return ({ permission }, user) => {
    if (permission.name !== 'catalog.entity.read') {
      return undefined;
    }
    if (!user) {
      return { result: AuthorizeResult.DENY };
    }
    if (isAdmin(user, admins)) {
      return undefined;
    }
    return {
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'catalog',
      resourceType: ENTITY,
      conditions: {
        allOf: [
          {
            anyOf: [
              { not: condition('IS_ENTITY_KIND', { kinds: ['Resource'] }) },
              {
                not: condition('HAS_SPEC', {
                  key: 'type',
                  value: TENANT_RESOURCE_TYPE,
                }),
              },
              condition('IS_ENTITY_OWNER', { claims: claimsOf(user) }),
            ],
          },
          {
            not: condition('HAS_ANNOTATION', {
              annotation: OFFERED_TO,
              value: 'admins',
            }),
          },
        ],
      },
    };
  };
}

function condition(rule: string, params: Record<string, string | string[]>) {
  return { rule, resourceType: ENTITY, params };
}
