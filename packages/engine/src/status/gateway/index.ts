export * from './conditions';
export type { ComputedCondition } from './computedCondition';
export type { GatewayFeatures } from './features';
export { gatewayGroup, routeKinds } from './kinds';
export * from './requests';
