import { KubernetesObject } from '../../model';
import { Fields, at, listOf, numberOf, textOf } from '../../model/fields';
import { gatewayGroup } from './routeKinds';

/** A route's parent with the API's defaults filled in. */
export interface ParentRef {
  group: string;
  kind: string;
  namespace: string;
  name: string;
  sectionName?: string;
  port?: number;
}

/** Reads a parentRef; the namespace is by default that of the object that refers. */
export function parentRefOf(ref: Fields, namespace: string): ParentRef {
  const sectionName = textOf(ref.sectionName);
  const port = numberOf(ref.port);
  return {
    // An empty group is the core API, which is not the same as an absent one.
    group: typeof ref.group === 'string' ? ref.group : gatewayGroup,
    kind: textOf(ref.kind) ?? 'Gateway',
    namespace: textOf(ref.namespace) ?? namespace,
    name: textOf(ref.name) ?? '',
    ...(sectionName === undefined ? {} : { sectionName }),
    ...(port === undefined ? {} : { port }),
  };
}

/** The parents that a route names. */
export function parentRefsOf(route: KubernetesObject): ParentRef[] {
  const { namespace = '' } = route.metadata;
  return listOf(at(route.spec, 'parentRefs')).map(ref =>
    parentRefOf(ref, namespace),
  );
}

/** Whether two references name the same section of the same parent. */
export function sameParent(a: ParentRef, b: ParentRef): boolean {
  return (
    a.group === b.group &&
    a.kind === b.kind &&
    a.namespace === b.namespace &&
    a.name === b.name &&
    a.sectionName === b.sectionName &&
    a.port === b.port
  );
}

/** Tells parents apart, whichever section of one is named. */
export function parentKeyOf({
  group,
  kind,
  namespace,
  name,
}: Pick<ParentRef, 'group' | 'kind' | 'namespace' | 'name'>): string {
  return `${group}|${kind}|${namespace}|${name}`;
}
