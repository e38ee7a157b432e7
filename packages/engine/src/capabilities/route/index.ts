export * from './request';
export type { RouteParent } from './attachment';
export * from './backend';
export * from './filters';
export * from './httpRule';
export * from './grpcRule';
export * from './gatewayApi';
export * from './routeObjects';
export { routeCapability } from './routeCapability';
