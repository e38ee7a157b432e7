import { KubernetesObject } from '../../model';
import { at, textOf } from '../../model/fields';
import { backendRefsOf } from '../gateway/backendRef';
import { gatewayGroup, routeKinds } from '../gateway/routeKinds';
import type { ReachRule, ReachView } from './ReachRule';

/** Namespaces with routes that have a backend in the object's namespace: policies and pods there decide what they get. */
export const backendNamespace: ReachRule = ({ metadata }, view) =>
  leadingTo(metadata.namespace ?? '', view);

/** Namespaces with routes that have the Service as backend. */
export const service: ReachRule = ({ metadata }, view) =>
  leadingTo(`${metadata.namespace}/${metadata.name}`, view);

/** Namespaces with routes that have the Service of the EndpointSlice as backend. */
export const endpointSlice: ReachRule = ({ metadata }, view) => {
  const name = textOf(at(metadata.labels, 'kubernetes.io/service-name'));
  return name === undefined
    ? []
    : leadingTo(`${metadata.namespace}/${name}`, view);
};

/** Namespaces of routes with a backend in another namespace, by that namespace or `namespace/name`. */
export function leadingTo(key: string, view: ReachView): string[] {
  return routeKinds.flatMap(kind =>
    view
      .find({ group: gatewayGroup, kind }, 'backends elsewhere', keysOf, key)
      .map(({ metadata }) => metadata.namespace ?? ''),
  );
}

function keysOf(route: KubernetesObject): string[] {
  const elsewhere = backendRefsOf(route).filter(
    ({ namespace }) => namespace !== route.metadata.namespace,
  );
  return [
    ...new Set(
      elsewhere.flatMap(({ namespace, name }) => [
        namespace,
        `${namespace}/${name}`,
      ]),
    ),
  ];
}
