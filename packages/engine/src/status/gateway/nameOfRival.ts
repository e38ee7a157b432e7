import { KubernetesObject } from '../../model';

/** What keeps requests from a route, as its owner is told: routes of other namespaces may belong to other teams, and are not named. */
export function nameOfRival(
  rival: KubernetesObject,
  route: KubernetesObject,
): string {
  const { namespace, name } = rival.metadata;
  return namespace === route.metadata.namespace
    ? `${rival.kind} ${name}`
    : `a ${rival.kind} of another namespace`;
}
