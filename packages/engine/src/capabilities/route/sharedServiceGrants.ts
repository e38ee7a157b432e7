import { gatewayGroup, routeKinds } from '../../kinds/gateway/routeKinds';
import { KubernetesObject } from '../../model';
import { objectName } from '../../names';
import { platformMeta, TenantTarget } from '../tenant/TenantTarget';
import { gatewayApiVersion } from '../../platform/gatewayApi';

/**
 * The grants that let a tenant's routes reach the Services that the platform shares, one for each namespace.
 * They live where the Services are, so they are the platform's and part of the tenant.
 */
export function sharedServiceGrants(target: TenantTarget): KubernetesObject[] {
  const shared = target.environment.sharedServices.filter(
    entry =>
      entry.namespace !== target.namespace &&
      (entry.tenants?.includes(target.tenant) ?? true),
  );
  const namespaces = [...new Set(shared.map(entry => entry.namespace))].sort();
  return namespaces.map(namespace => ({
    apiVersion: gatewayApiVersion('ReferenceGrant', target.gatewayApi),
    kind: 'ReferenceGrant',
    metadata: platformMeta(target, objectName(['tenant', target.namespace]), {
      namespace,
    }),
    spec: {
      from: [...routeKinds].sort().map(kind => ({
        group: gatewayGroup,
        kind,
        namespace: target.namespace,
      })),
      to: shared
        .filter(entry => entry.namespace === namespace)
        .map(entry => ({ group: '', kind: 'Service', name: entry.service })),
    },
  }));
}
