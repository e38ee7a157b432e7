import { KubernetesObject } from '../../model';
import { Fields, at, listOf, numberOf, textOf } from '../../model/fields';

/** A backend that a rule of a route names, with the API's defaults filled in. */
export interface BackendRef {
  group: string;
  kind: string;
  namespace: string;
  name: string;
  port?: number;
  weight: number;
  /** Index of the rule. */
  rule: number;
  /** Whether it only receives copies, by a RequestMirror filter. */
  mirror: boolean;
}

/** All backends of a route in order, mirrors among them. */
export function backendRefsOf(route: KubernetesObject): BackendRef[] {
  const { namespace = '' } = route.metadata;
  return listOf(at(route.spec, 'rules')).flatMap((item, rule) => {
    const refs = listOf(item.backendRefs);
    const filters = [
      ...listOf(item.filters),
      ...refs.flatMap(ref => listOf(ref.filters)),
    ];
    const mirrors = filters
      .filter(({ type }) => type === 'RequestMirror')
      .flatMap(filter => listOf([at(filter, 'requestMirror', 'backendRef')]));
    return [
      ...refs.map(ref => backendRefOf(ref, namespace, rule, false)),
      ...mirrors.map(ref => backendRefOf(ref, namespace, rule, true)),
    ];
  });
}

function backendRefOf(
  ref: Fields,
  namespace: string,
  rule: number,
  mirror: boolean,
): BackendRef {
  const port = numberOf(ref.port);
  return {
    group: textOf(ref.group) ?? '',
    kind: textOf(ref.kind) ?? 'Service',
    namespace: textOf(ref.namespace) ?? namespace,
    name: textOf(ref.name) ?? '',
    ...(port === undefined ? {} : { port }),
    weight: numberOf(ref.weight) ?? 1,
    rule,
    mirror,
  };
}
