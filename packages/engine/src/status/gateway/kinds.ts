import { Kind } from '../../snapshot/clusterView';

/**
 * The API group of Gateway API.
 *
 * @public
 */
export const gatewayGroup = 'gateway.networking.k8s.io';

/**
 * The kinds of routes of Gateway API, in the order that people expect them.
 *
 * @public
 */
export const routeKinds = [
  'HTTPRoute',
  'GRPCRoute',
  'TLSRoute',
  'TCPRoute',
  'UDPRoute',
] as const;

export const gatewayKind: Kind = { group: gatewayGroup, kind: 'Gateway' };
export const gatewayClassKind: Kind = {
  group: gatewayGroup,
  kind: 'GatewayClass',
};
export const listenerSetKind: Kind = {
  group: gatewayGroup,
  kind: 'ListenerSet',
};
export const referenceGrantKind: Kind = {
  group: gatewayGroup,
  kind: 'ReferenceGrant',
};
export const backendTlsPolicyKind: Kind = {
  group: gatewayGroup,
  kind: 'BackendTLSPolicy',
};
export const namespaceKind: Kind = { group: '', kind: 'Namespace' };
export const serviceKind: Kind = { group: '', kind: 'Service' };
