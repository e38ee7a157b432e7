import {
  Finding,
  KubernetesObject,
  groupOf,
  refOf,
  at,
  listOf,
  gatewayGroup,
  routeKinds,
} from '@groundwork/engine';

/** A route that names no parent: it is accepted, and no gateway ever serves it. */
export function routeWithoutParent(
  cluster: string,
  object: KubernetesObject,
): Finding[] {
  const isRoute =
    groupOf(object.apiVersion) === gatewayGroup &&
    routeKinds.some(kind => kind === object.kind);
  return isRoute && listOf(at(object.spec, 'parentRefs')).length === 0
    ? [
        {
          code: 'RouteWithoutParent',
          severity: 'warning',
          subject: refOf(cluster, object),
          field: 'spec.parentRefs',
          message: 'The route has no gateway, so it serves nothing.',
          fix: 'Set its gateway in parentRefs.',
          fixableBy: 'tenant',
          evidence: [],
        },
      ]
    : [];
}
