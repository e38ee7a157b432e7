import { KubernetesObject } from '../model';
import { at, listOf, textOf, textsOf } from '../model/fields';
import type { TakenHostname } from './KindDescriptor';

/** The names of a route of Gateway API. */
export function routeHostnames({ spec }: KubernetesObject): TakenHostname[] {
  return textsOf(at(spec, 'hostnames')).map((name, i) => ({
    name: name.toLowerCase(),
    field: `spec.hostnames[${i}]`,
  }));
}

/** The names of an Ingress. */
export function ingressHostnames({ spec }: KubernetesObject): TakenHostname[] {
  return listOf(at(spec, 'rules')).flatMap((rule, i) => {
    const name = textOf(rule.host);
    return name
      ? [{ name: name.toLowerCase(), field: `spec.rules[${i}].host` }]
      : [];
  });
}
