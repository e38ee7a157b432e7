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
