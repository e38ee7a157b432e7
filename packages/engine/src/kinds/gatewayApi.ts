import { KindDescriptor } from './KindDescriptor';
import { routeHostnames } from './takenHostnames';
import { backendNamespace } from './reach/backendReach';
import * as reach from './reach/gatewayReach';
import { backendTlsPolicy, gateway, gatewayClass } from './health/gatewayApi';
import { grpcRoute, httpRoute } from './health/gatewayRoutes';
import { secretsOfGateway } from './secretUse';

const shared = {
  group: 'gateway.networking.k8s.io',
  versions: ['v1', 'v1beta1'],
  namespaced: true,
  schema: 'bundled',
} as const;
const read = { ...shared, watched: true } as const;
const ofTeam = {
  ...read,
  writer: 'tenant',
  reach: reach.route,
  team: { may: 'write', isRoute: true },
} as const;

/** Gateway API. The releases that serve a version are those of its standard channel. */
export const gatewayApi: readonly KindDescriptor[] = [
  {
    ...read,
    kind: 'GatewayClass',
    plural: 'gatewayclasses',
    reach: reach.gatewayClass,
    label: { one: 'GatewayClass', many: 'GatewayClasses' },
    namespaced: false,
    writer: 'controller',
    health: gatewayClass,
  },
  {
    ...read,
    kind: 'Gateway',
    plural: 'gateways',
    reach: reach.gateway,
    writer: 'platform',
    team: { may: 'read' },
    health: gateway,
    secretUse: { of: secretsOfGateway, elsewhere: true },
  },
  {
    ...ofTeam,
    kind: 'HTTPRoute',
    hostnames: routeHostnames,
    plural: 'httproutes',
    health: httpRoute,
  },
  {
    ...ofTeam,
    kind: 'ReferenceGrant',
    plural: 'referencegrants',
    reach: reach.referenceGrant,
    team: { may: 'write', limit: 50 },
    servedSince: { v1: 5 },
  },
  {
    ...ofTeam,
    kind: 'GRPCRoute',
    hostnames: routeHostnames,
    plural: 'grpcroutes',
    versions: ['v1', 'v1alpha2'],
    health: grpcRoute,
  },
  {
    ...ofTeam,
    kind: 'TLSRoute',
    hostnames: routeHostnames,
    plural: 'tlsroutes',
    versions: ['v1', 'v1alpha3', 'v1alpha2'],
    servedSince: { v1: 5, v1alpha3: 3 },
  },
  {
    ...ofTeam,
    kind: 'TCPRoute',
    plural: 'tcproutes',
    versions: ['v1', 'v1alpha2'],
    servedSince: { v1: 6 },
  },
  {
    ...ofTeam,
    kind: 'UDPRoute',
    plural: 'udproutes',
    versions: ['v1', 'v1alpha2'],
    servedSince: { v1: 6 },
  },
  {
    ...read,
    kind: 'ListenerSet',
    plural: 'listenersets',
    reach: reach.listenerSet,
    versions: ['v1'],
    writer: 'platform',
    team: { may: 'read' },
  },
  {
    ...ofTeam,
    kind: 'BackendTLSPolicy',
    plural: 'backendtlspolicies',
    reach: backendNamespace,
    label: { one: 'BackendTLSPolicy', many: 'BackendTLSPolicies' },
    versions: ['v1', 'v1alpha3'],
    team: { may: 'write', limit: 50 },
    health: backendTlsPolicy,
  },
  {
    ...shared,
    group: 'gateway.networking.x-k8s.io',
    kind: 'XBackend',
    plural: 'xbackends',
    reach: 'cluster',
    versions: ['v1alpha1'],
    schema: 'cluster',
    writer: 'tenant',
    team: { may: 'write', limit: 50 },
  },
];
