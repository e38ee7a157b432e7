import { KubernetesObject } from '../../model';
import { at, fieldsOf, listOf, textOf, textsOf } from '../../model/fields';
import { parentKeyOf, parentRefOf, parentRefsOf } from '../gateway/parentRef';
import { gatewayGroup, routeKinds } from '../gateway/routeKinds';
import { routeIndex, routeKeys, routeKeysFor } from '../gateway/routeKeys';
import { leadingTo } from './backendReach';
import type { ReachRule, ReachView } from './ReachRule';

const group = gatewayGroup;

/** Namespaces with routes on the Gateway or on its ListenerSets. */
export const gateway: ReachRule = ({ metadata }, view) =>
  onGateway(metadata.namespace ?? '', metadata.name, view);

/** Namespaces with routes on the Gateway of the ListenerSet: what its listeners take, others lose. */
export const listenerSet: ReachRule = ({ metadata, spec }, view) => {
  const { namespace = '', name } = metadata;
  const parent = parentRefOf(fieldsOf(at(spec, 'parentRef')), namespace);
  return [
    ...onParent('ListenerSet', namespace, name, view),
    ...onGateway(parent.namespace, parent.name, view),
  ];
};

/** Namespaces with routes on Gateways of the class. */
export const gatewayClass: ReachRule = ({ metadata }, view) =>
  view
    .find({ group, kind: 'Gateway' }, 'class', classesOf, metadata.name)
    .flatMap(each => [...gateway(each, view)]);

/** The namespaces that the ReferenceGrant lets refer to its own, and those with routes on Gateways there. */
export const referenceGrant: ReachRule = ({ spec }, view) =>
  listOf(at(spec, 'from')).flatMap(entry => {
    const from = textOf(entry.namespace);
    return from === undefined ? [] : [from, ...onParentsIn(from, view)];
  });

/**
 * Namespaces with routes that share a Gateway and may share a hostname with the route: the older one keeps it. And those that
 * share one with these in turn, as a route that loses its listener takes nothing from others.
 */
export const route: ReachRule = (object, view, other) => {
  if (other && placeOf(other) === placeOf(object)) {
    return [];
  }
  const near = rivalsOf(object, view);
  const far = new Set([...near].flatMap(each => [...rivalsOf(each, view)]));
  return [...near, ...far].map(({ metadata }) => metadata.namespace ?? '');
};

/** Namespaces with routes that the Namespace's labels decide on: theirs on Gateways, and their rivals'. */
export const namespace: ReachRule = ({ metadata }, view, other) =>
  other &&
  JSON.stringify(other.metadata.labels) === JSON.stringify(metadata.labels)
    ? []
    : [
        ...leadingTo(metadata.name, view),
        ...onParentsIn(metadata.name, view),
        ...routeKinds.flatMap(kind =>
          view
            .find({ group, kind }, 'namespace', homesOf, metadata.name)
            .flatMap(each => [...route(each, view)]),
        ),
      ];

/** All that decides about routes beside it; status is its own affair. */
function placeOf({ metadata, spec }: KubernetesObject): string {
  return JSON.stringify([spec, metadata.creationTimestamp]);
}

function rivalsOf(
  object: KubernetesObject,
  view: ReachView,
): Set<KubernetesObject> {
  const names = textsOf(at(object.spec, 'hostnames'));
  const parents = new Set(parentRefsOf(object).map(parentKeyOf));
  const keys = [...parents].flatMap(parent => routeKeysFor(parent, names));
  return new Set(
    routeKinds.flatMap(kind =>
      keys.flatMap(key => [
        ...view.find({ group, kind }, routeIndex, routeKeys, key),
      ]),
    ),
  );
}

function onGateway(home: string, name: string, view: ReachView): string[] {
  const kind = 'ListenerSet';
  const sets = view.find({ group, kind }, 'gateway', gatewaysOf, home + name);
  return [
    ...onParent('Gateway', home, name, view),
    ...sets.flatMap(({ metadata }) =>
      onParent(kind, metadata.namespace ?? '', metadata.name, view),
    ),
  ];
}

function onParentsIn(home: string, view: ReachView): string[] {
  const among = (kind: string) =>
    view.find({ group, kind }, 'namespace', homesOf, home);
  return [
    ...among('Gateway').flatMap(each => [...gateway(each, view)]),
    ...among('ListenerSet').flatMap(each => [...listenerSet(each, view)]),
  ];
}

function onParent(
  kind: string,
  home: string,
  name: string,
  view: ReachView,
): string[] {
  const key = parentKeyOf({ group, kind, namespace: home, name });
  return routeKinds.flatMap(each =>
    view
      .find({ group, kind: each }, routeIndex, routeKeys, key)
      .map(({ metadata }) => metadata.namespace ?? ''),
  );
}

function homesOf({ metadata }: KubernetesObject): string[] {
  return [metadata.namespace ?? ''];
}

function classesOf({ spec }: KubernetesObject): readonly string[] {
  return textsOf([at(spec, 'gatewayClassName')]);
}

function gatewaysOf({ metadata, spec }: KubernetesObject): string[] {
  const home = metadata.namespace ?? '';
  const parent = parentRefOf(fieldsOf(at(spec, 'parentRef')), home);
  return [parent.namespace + parent.name];
}
