export {
  createTenancyConditionalDecision,
  hasTenantName,
  isTenantOwner,
  tenancyConditions,
  tenancyRules,
} from './tenancyRules';
export {
  tenantResourceRef,
  type TenantQuery,
  type TenantResource,
} from './tenantResourceRef';
