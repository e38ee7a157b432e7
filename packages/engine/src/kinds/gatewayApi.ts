import { KindDescriptor } from './KindDescriptor';
import { backendTlsPolicy, gateway, gatewayClass } from './health/gatewayApi';
import { grpcRoute, httpRoute } from './health/gatewayRoutes';

const shared = {
  group: 'gateway.networking.k8s.io',
  versions: ['v1', 'v1beta1'],
  namespaced: true,
  schema: 'bundled',
  reach: 'cluster',
} as const;
const read = { ...shared, watched: true } as const;
const ofTeam = {
  ...read,
  writer: 'tenant',
  team: { may: 'write', isRoute: true },
} as const;

/** Gateway API. The releases that serve a version are those of its standard channel. */
export const gatewayApi: readonly KindDescriptor[] = [
  {
    ...read,
    kind: 'GatewayClass',
    plural: 'gatewayclasses',
    label: { one: 'GatewayClass', many: 'GatewayClasses' },
    namespaced: false,
    writer: 'controller',
    health: gatewayClass,
  },
  {
    ...read,
    kind: 'Gateway',
    plural: 'gateways',
    writer: 'platform',
    team: { may: 'read' },
    health: gateway,
  },
  {
    ...ofTeam,
    kind: 'HTTPRoute',
    plural: 'httproutes',
    health: httpRoute,
  },
  {
    ...ofTeam,
    kind: 'ReferenceGrant',
    plural: 'referencegrants',
    team: { may: 'write', limit: 50 },
    servedSince: { v1: 5 },
  },
  {
    ...ofTeam,
    kind: 'GRPCRoute',
    plural: 'grpcroutes',
    versions: ['v1', 'v1alpha2'],
    health: grpcRoute,
  },
  {
    ...ofTeam,
    kind: 'TLSRoute',
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
    versions: ['v1'],
    writer: 'platform',
    team: { may: 'read' },
  },
  {
    ...ofTeam,
    kind: 'BackendTLSPolicy',
    plural: 'backendtlspolicies',
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
    versions: ['v1alpha1'],
    schema: 'cluster',
    writer: 'tenant',
    team: { may: 'write', limit: 50 },
  },
];
