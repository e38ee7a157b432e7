import {
  createConditionExports,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { tenantResourceRef } from './tenantResourceRef';

/**
 * Holds for tenants that one of the claims owns.
 *
 * @public
 */
export const isTenantOwner = createPermissionRule({
  name: 'IS_TENANT_OWNER',
  description: 'Allow tenants that one of these groups or users owns',
  resourceRef: tenantResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity references, of which one must own the tenant'),
  }),
  apply: ({ owner }, { claims }) =>
    owner !== undefined &&
    claims.some(claim => claim.toLocaleLowerCase('en-US') === owner),
  toQuery: ({ claims }) => ({ owners: claims }),
});

/**
 * Holds for the tenants with these names.
 *
 * @public
 */
export const hasTenantName = createPermissionRule({
  name: 'HAS_TENANT_NAME',
  description: 'Allow the tenants with these names',
  resourceRef: tenantResourceRef,
  paramsSchema: z.object({
    names: z.array(z.string()).describe('Names of tenants'),
  }),
  apply: ({ name }, { names }) => names.includes(name),
  toQuery: ({ names }) => ({ names }),
});

/**
 * All rules for tenants.
 *
 * @public
 */
export const tenancyRules = { isTenantOwner, hasTenantName };

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: tenantResourceRef,
  rules: tenancyRules,
});

/**
 * Conditions for permission policies, as in `tenancyConditions.isTenantOwner({ claims })`.
 *
 * @public
 */
export const tenancyConditions = conditions;

/**
 * A policy's decision on a tenant permission that depends on the tenant.
 *
 * @public
 */
export const createTenancyConditionalDecision = createConditionalDecision;
