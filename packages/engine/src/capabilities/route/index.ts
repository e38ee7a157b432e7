export type { RouteRequest, RouteSpec } from './request';
export type { RouteParent } from './attachment';
export type {
  Backend as RouteBackend,
  MirrorBackend as RouteMirrorBackend,
} from './backend';
export type { GrpcFilter, HttpFilter } from './filters';
export type { HttpRule } from './httpRule';
export type { GrpcRule } from './grpcRule';
export { routeCapability } from './routeCapability';
