import { gatewayGroup, routeKinds } from '../../kinds/gateway/routeKinds';
import { Kind } from '../../snapshot/clusterView';

export { gatewayGroup, routeKinds };

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
