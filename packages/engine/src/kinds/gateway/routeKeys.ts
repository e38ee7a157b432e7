import { KubernetesObject } from '../../model';
import { at, textsOf } from '../../model/fields';
import { parentKeyOf, parentRefsOf } from './parentRef';

/** Names the keys of {@link routeKeys}. */
export const routeIndex = 'parents and hostnames';

/** Keys of a route: its parents, and each with its hostnames; one without hostnames stands under the empty name. */
export function routeKeys(route: KubernetesObject): string[] {
  const names = textsOf(at(route.spec, 'hostnames')).map(name =>
    name.toLowerCase(),
  );
  return [...new Set(parentRefsOf(route).map(parentKeyOf))].flatMap(parent => [
    parent,
    ...(names.length > 0 ? names : ['']).map(name => `${parent}|${name}`),
  ]);
}

/** The keys of all routes on a parent that may have a hostname in common with these; none stand for all names. */
export function routeKeysFor(
  parent: string,
  hostnames: readonly string[],
): string[] {
  const wide =
    hostnames.length === 0 || hostnames.some(name => name.startsWith('*.'));
  return wide
    ? [parent]
    : [
        `${parent}|`,
        ...hostnames.flatMap(name =>
          coveringNames(name.toLowerCase()).map(
            covering => `${parent}|${covering}`,
          ),
        ),
      ];
}

/** A name and the wildcards above it. */
function coveringNames(name: string): string[] {
  const labels = name.split('.');
  return [
    name,
    ...labels.slice(1).map((_, i) => `*.${labels.slice(i + 1).join('.')}`),
  ];
}

/** The keys of all routes on a parent that take every request for this name or, without one, for all names. */
export function routeKeysCovering(
  parent: string,
  hostname: string | undefined,
): string[] {
  return hostname === undefined
    ? [`${parent}|`]
    : ['', ...coveringNames(hostname.toLowerCase())].map(
        name => `${parent}|${name}`,
      );
}
