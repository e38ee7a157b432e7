import { KubernetesObject } from '../../model';
import { ClusterView } from '../../snapshot/clusterView';
import { byAge } from './age';
import type { AttachedListener, Attachment } from './Attachment';
import { covers } from './hostname';
import { ParentRef, parentRefsOf } from '../../kinds/gateway/parentRef';
import { routesOf } from './routesOf';

const rivalKinds: Readonly<Record<string, string>> = {
  HTTPRoute: 'GRPCRoute',
  GRPCRoute: 'HTTPRoute',
};

/**
 * The route of the other kind that keeps an HTTPRoute or GRPCRoute off a listener: of two with a hostname in common only
 * the older one is accepted there, then the first by namespace and name. `attach` says what a route has on a listener by
 * itself.
 */
export function rivalOf(
  route: KubernetesObject,
  ref: ParentRef,
  { listener, hostnames }: AttachedListener,
  view: ClusterView,
  attach: (
    route: KubernetesObject,
    ref: ParentRef,
    view: ClusterView,
  ) => Attachment,
): KubernetesObject | undefined {
  const kind = Object.hasOwn(rivalKinds, route.kind)
    ? rivalKinds[route.kind]
    : undefined;
  if (kind === undefined) {
    return undefined;
  }
  return routesOf(kind, ref, hostnames, view).find(
    other =>
      byAge(other, route) < 0 &&
      parentRefsOf(other)
        .filter(
          parent =>
            parent.group === ref.group &&
            parent.kind === ref.kind &&
            parent.namespace === ref.namespace &&
            parent.name === ref.name,
        )
        .flatMap(parent => attach(other, parent, view).listeners)
        .some(
          attached =>
            attached.listener.name === listener.name &&
            haveCommonName(attached.hostnames, hostnames),
        ),
  );
}

function haveCommonName(a: readonly string[], b: readonly string[]): boolean {
  return (
    a.length === 0 ||
    b.length === 0 ||
    a.some(left => b.some(right => covers(left, right) || covers(right, left)))
  );
}
